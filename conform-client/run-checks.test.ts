import assert from 'node:assert/strict';
import test from 'node:test';
import type { Check, Topic } from './checks/check.ts';
import type { Outcome } from './outcome.ts';
import { runChecks } from './run-checks.ts';
import type { Stand } from './stand/stand.ts';
import { ClientEnded, Interrupted, Unmet } from './stand/unmet.ts';

/** As much of a stand as the runner looks at. */
const STAND = {
  node: 'web1',
  waits: { answerMs: 1_000, pauseSeconds: 1, patienceMs: 5_000 },
  watch: {
    mark: () => 0,
    since: () => [{ kind: 'refused', reason: 'bad_json', text: '{', number: 0, atMs: 0 }],
  },
} as unknown as Stand;

const passes = async (): Promise<void> => {};
const throws = (error: Error) => async (): Promise<void> => {
  throw error;
};

function check(id: string, run: Check['run'], takesMs = 0): Check {
  return { id, level: 'must', name: 'does it', source: 'protocol §1', takesMs: () => takesMs, run };
}

async function verdicts(
  checks: readonly Check[],
  options: { readonly selected?: readonly string[] } = {},
): Promise<readonly Outcome[]> {
  const told: Outcome[] = [];
  const topics: readonly Topic[] = [{ name: 'jobs', about: 'Jobs', checks }];
  const outcomes = await runChecks({
    stand: STAND,
    topics,
    isSelected: ({ id }) => options.selected?.includes(id) ?? true,
    onOutcome: (outcome) => told.push(outcome),
  });
  assert.deepEqual(told, outcomes, 'each is told when it is judged');
  return outcomes;
}

const words = (outcomes: readonly Outcome[]) =>
  outcomes.map(({ check: { id }, verdict }) => `${id} ${verdict}`);

test('what a check throws is its verdict: unmet has failed, anything else is our own error', async () => {
  const outcomes = await verdicts([
    check('A', passes),
    check('B', throws(new Unmet('an answer', 'nothing'))),
    check('C', throws(new TypeError('oops'))),
    check('D', passes),
  ]);
  assert.deepEqual(words(outcomes), ['A passed', 'B failed', 'C error', 'D passed']);
  const [, failed, broken] = outcomes;
  assert.deepEqual([failed?.expected, failed?.actual], ['an answer', 'nothing']);
  assert.match(failed?.journal[0]?.summary ?? '', /refuses: bad_json/);
  assert.match(broken?.stack ?? '', /TypeError: oops/);
});

test('when the client ends by itself nothing after it is run', async () => {
  const outcomes = await verdicts([
    check('A', throws(new ClientEnded('the client ended with exit code 1'))),
    check('B', passes),
  ]);
  assert.deepEqual(words(outcomes), ['A failed', 'B not run']);
  assert.equal(outcomes[1]?.reason, 'the client ended with exit code 1 during A');
});

test('an interrupted run keeps what was judged', async () => {
  const outcomes = await verdicts([
    check('A', passes),
    check('B', throws(new Interrupted('interrupted'))),
    check('C', passes),
  ]);
  assert.deepEqual(words(outcomes), ['A passed', 'B not run', 'C not run']);
});

test('a check that takes longer than the patience is not run, and the others are', async () => {
  const outcomes = await verdicts([check('A', passes, 6_000), check('B', passes, 5_000)]);
  assert.deepEqual(words(outcomes), ['A not run', 'B passed']);
  assert.equal(outcomes[0]?.reason, 'it takes 6 s, more than the patience of 5 s');
});

test('only the checks that are selected are made', async () => {
  assert.deepEqual(words(await verdicts([check('A', passes), check('B', passes)], { selected: ['B'] })), [
    'B passed',
  ]);
});
