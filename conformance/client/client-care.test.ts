import assert from 'node:assert/strict';
import test from 'node:test';
import { type CaredFor, ClientCare } from './client-care.ts';
import type { Testbed } from './testbed/testbed.ts';
import { CheckInterrupted, ClientEnded, Unmet } from './testbed/unmet.ts';

/** What the client under test does when nobody looks, in these tests. */
interface FakeClient {
  readonly settles?: Error;
  readonly comesBack?: Error;
  /** What its first words come to, one attempt after the other. */
  readonly getsIn?: (Error | undefined)[];
  /** Of how many attempts, beginning with the first, the judge was held up. */
  readonly heldUp?: number;
}

const A: CaredFor = { id: 'A', topic: 'jobs' };
const B: CaredFor = { id: 'B', topic: 'jobs' };
const CONTACT: CaredFor = { id: 'C', topic: 'contact' };
const END: CaredFor = { id: 'E', topic: 'end' };

const ENDED = new ClientEnded('the client ended with exit code 1');
const NOT_SETTLED = new Unmet('the node available', 'nothing');

/** Care for as much of a testbed as is looked at, and what was asked of the client. */
function careOf({ settles, comesBack, getsIn = [], heldUp = 0 }: FakeClient = {}) {
  const asked: string[] = [];
  let left = heldUp;
  const act = (what: string, failure: () => Error | undefined) => async (): Promise<void> => {
    asked.push(what);
    const error = failure();
    if (error !== undefined) throw error;
  };
  const testbed = {
    jobs: { settle: act('settle', () => settles) },
    restartClient: act('restart', () => comesBack),
  } as unknown as Testbed;
  const machine = {
    begin: () => {},
    get delay() {
      left -= 1;
      return left >= 0 ? ({ who: 'judge', ms: 700, bearsMs: 500 } as const) : undefined;
    },
  };
  const care = new ClientCare(testbed, machine, { C: act('get in', () => getsIn.shift()) });
  return { care, asked };
}

/** The two sides of an error, as a report tells it. */
function sides(error: unknown): readonly [expected: string, actual: string] {
  if (!(error instanceof Unmet)) throw error;
  return [error.expected, error.actual];
}

test('a client gets in before the first scenario, and settles after each', async () => {
  const { care, asked } = careOf();
  assert.equal(await care.prepare(A), undefined);
  await care.afterPass(A);
  assert.equal(await care.prepare(B), undefined);
  await care.afterPass(B);
  assert.deepEqual(asked, ['get in', 'settle', 'settle']);
});

test('a scenario about the first contact has the client do it itself', async () => {
  const { care, asked } = careOf();
  assert.equal(await care.prepare(CONTACT), undefined);
  await care.afterPass(CONTACT);
  assert.deepEqual(asked, []);
});

test('where the client does not get in nothing is judged, by whichever scenario it came out', async () => {
  const unasked = careOf({ getsIn: [NOT_SETTLED] });
  assert.equal(await unasked.care.prepare(A), 'the client did not get in: C failed');
  assert.equal(await unasked.care.prepare(B), 'the client did not get in: C failed');
  const asked = careOf();
  assert.equal(await asked.care.prepare(CONTACT), undefined);
  assert.deepEqual(sides(await asked.care.afterFailure(CONTACT, ENDED)), [
    'a client that goes on',
    'the client ended with exit code 1',
  ]);
  assert.equal(await asked.care.prepare(A), 'the client ended with exit code 1 during C');
  assert.deepEqual(asked.asked, []);
});

test('a scenario that has shown that nothing can be judged may be tried again itself', async () => {
  const { care } = careOf();
  await care.prepare(CONTACT);
  await care.afterFailure(CONTACT, NOT_SETTLED);
  assert.equal(await care.prepare(CONTACT), undefined);
});

test('a client that does not get in while the judge is held up has another chance', async () => {
  const unasked = careOf({ getsIn: [NOT_SETTLED], heldUp: 1 });
  assert.equal(await unasked.care.prepare(A), undefined);
  assert.deepEqual(unasked.asked, ['get in', 'get in']);
  const twice = careOf({ getsIn: [NOT_SETTLED, NOT_SETTLED], heldUp: 2 });
  assert.equal(await twice.care.prepare(A), 'the client did not get in: C failed');
  const asked = careOf({ heldUp: 1 });
  await asked.care.prepare(CONTACT);
  await asked.care.afterFailure(CONTACT, NOT_SETTLED);
  assert.equal(await asked.care.prepare(A), undefined);
  assert.deepEqual(asked.asked, ['get in']);
});

test('an error of ours before a scenario is no fault of the client', async () => {
  const { care } = careOf({ getsIn: [new TypeError('oops')] });
  await assert.rejects(care.prepare(A), TypeError);
});

test('a client that ends in a scenario is started again for the next one', async () => {
  const { care, asked } = careOf();
  await care.prepare(A);
  assert.deepEqual(sides(await care.afterFailure(A, ENDED)), [
    'a client that goes on',
    'the client ended with exit code 1; it was started again',
  ]);
  assert.equal(await care.prepare(B), undefined);
  assert.deepEqual(asked, ['get in', 'restart']);
});

test('a client that does not settle after a scenario has failed it, and is started again', async () => {
  const { care } = careOf({ settles: NOT_SETTLED });
  await care.prepare(A);
  await assert.rejects(care.afterPass(A), (error) => {
    assert.deepEqual(sides(error), ['the node available', 'nothing; it was started again']);
    return true;
  });
  assert.equal(await care.prepare(B), undefined);
});

test('the first failure of a scenario is told, and not what came of it', async () => {
  const { care } = careOf({ settles: NOT_SETTLED });
  await care.prepare(A);
  const told = await care.afterFailure(A, new Unmet('a vote', 'none'));
  assert.deepEqual(sides(told), ['a vote', 'none; it was started again']);
});

test('an error of ours in a scenario stays one, and the client settles after it', async () => {
  const { care, asked } = careOf();
  await care.prepare(A);
  const oops = new TypeError('oops');
  assert.equal(await care.afterFailure(A, oops), oops);
  assert.deepEqual(asked, ['get in', 'settle']);
});

test('when the client does not come back, nothing after it is judged', async () => {
  const { care } = careOf({ comesBack: new Unmet('the first aborted', 'nothing') });
  await care.prepare(A);
  const [, actual] = sides(await care.afterFailure(A, ENDED));
  assert.equal(actual, 'the client ended with exit code 1; started again, it did not come back');
  assert.match(
    (await care.prepare(B)) ?? '',
    /^the client did not come back when it was started again after A: /,
  );
});

test('a client that was asked to end is started again where something comes after it', async () => {
  const { care, asked } = careOf();
  await care.prepare(END);
  await care.afterPass(END);
  assert.equal(await care.prepare(A), undefined);
  assert.deepEqual(asked, ['get in', 'restart']);
});

test('an interrupt is passed on, and nothing more is asked of the client', async () => {
  const { care, asked } = careOf();
  await care.prepare(A);
  const cut = new CheckInterrupted('interrupted');
  assert.equal(await care.afterFailure(A, cut), cut);
  assert.deepEqual(asked, ['get in']);
  await careOf({ settles: cut }).care.afterPass(A);
});
