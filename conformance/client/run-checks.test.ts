import assert from 'node:assert/strict';
import test from 'node:test';
import type { ClientQuirkName } from '../../protocol/quirks/catalogue.ts';
import type { Delay } from '../../reports/generators/conformance/results.ts';
import type { KnownFailure } from '../../reports/generators/conformance/run-facts.ts';
import type { CheckOutcome } from './check-outcome.ts';
import type { Check, MeetQuirk, Topic } from './checks/check.ts';
import { runChecks } from './run-checks.ts';
import type { Testbed } from './testbed/testbed.ts';
import { CheckInterrupted, ClientEnded, Unmet } from './testbed/unmet.ts';

/** What the client under test does when nobody looks, in these tests. */
interface FakeClient {
  readonly settles?: Error;
  readonly comesBack?: Error;
}

/** As much of a testbed as the runner looks at; what it was asked to do is told. */
function standOf(asked: string[], { settles, comesBack }: FakeClient = {}): Testbed {
  const act = (what: string, failure: Error | undefined) => async (): Promise<void> => {
    asked.push(what);
    if (failure !== undefined) throw failure;
  };
  return {
    node: 'web1',
    waits: { answerMs: 1_000, pauseSeconds: 1, patienceMs: 5_000 },
    jobs: { settle: act('settle', settles) },
    restartClient: act('restart', comesBack),
    watch: {
      mark: () => 0,
      since: () => [{ kind: 'refused', reason: 'bad_json', text: '{', number: 0, atMs: 0 }],
    },
  } as unknown as Testbed;
}

const ENDED = new ClientEnded('the client ended with exit code 1');

const passes = async (): Promise<void> => {};
const throws = (error: Error) => async (): Promise<void> => {
  throw error;
};
const meets = (name: ClientQuirkName) => async (_stand: Testbed, meet: MeetQuirk) => meet(name, 'seen');

function check(id: string, run: Check['run'], takesMs = 0): Check {
  return { id, level: 'must', name: 'does it', source: 'protocol §1', takesMs: () => takesMs, run };
}

interface Options {
  readonly selected?: readonly string[];
  readonly client?: FakeClient;
  readonly accepted?: readonly ClientQuirkName[];
  readonly knownFailures?: readonly KnownFailure[];
  /** What is said, one failure after the other, of what held up the judge meanwhile. */
  readonly delays?: (Delay | undefined)[];
}

async function verdicts(
  checks: readonly Check[],
  { selected, client, accepted = [], knownFailures = [], delays = [] }: Options = {},
): Promise<readonly CheckOutcome[] & { readonly asked?: readonly string[] }> {
  const told: CheckOutcome[] = [];
  const asked: string[] = [];
  const topics: readonly Topic[] = [{ name: 'jobs', about: 'Jobs', checks }];
  const outcomes = await runChecks({
    testbed: standOf(asked, client),
    topics,
    isSelected: ({ id }) => selected?.includes(id) ?? true,
    machine: {
      begin: () => {},
      get delay() {
        return delays.shift();
      },
    },
    rules: { acceptedQuirks: new Set(accepted), knownFailures, startedAt: '2026-11-21T00:00:00Z' },
    onOutcome: (outcome) => told.push(outcome),
  });
  assert.deepEqual(told, outcomes, 'each is told when it is judged');
  return Object.assign([...outcomes], { asked });
}

const words = (outcomes: readonly CheckOutcome[]) =>
  outcomes.map(({ check: { id }, verdict }) => `${id} ${verdict}`);

test('what a check throws is its verdict: unmet has failed, anything else is our own error', async () => {
  const outcomes = await verdicts([
    check('A', passes),
    check('B', throws(new Unmet('an answer', 'nothing'))),
    check('C', throws(new TypeError('oops'))),
    check('D', passes),
  ]);
  assert.deepEqual(words(outcomes), ['A passed', 'B failed', 'C error', 'D passed']);
  assert.deepEqual(outcomes.asked, ['settle', 'settle', 'settle', 'settle']);
  const [, failed, broken] = outcomes;
  assert.deepEqual([failed?.expected, failed?.actual], ['an answer', 'nothing']);
  assert.match(failed?.journal[0]?.summary ?? '', /refuses: bad_json/);
  assert.match(broken?.stack ?? '', /TypeError: oops/);
});

test('a client that ends in a check is started again for the next one', async () => {
  const outcomes = await verdicts([check('A', throws(ENDED)), check('B', passes)]);
  assert.deepEqual(words(outcomes), ['A failed', 'B passed']);
  assert.equal(outcomes[0]?.actual, 'the client ended with exit code 1; it was started again');
  assert.deepEqual(outcomes.asked, ['restart', 'settle']);
});

test('a client that does not settle after a check has failed it, and is started again', async () => {
  const client = { settles: new Unmet('the node available', 'nothing') };
  const outcomes = await verdicts([check('A', passes)], { client });
  assert.deepEqual(words(outcomes), ['A failed']);
  const [{ expected, actual } = assert.fail()] = outcomes;
  assert.deepEqual([expected, actual], ['the node available', 'nothing; it was started again']);
});

test('the first failure of a check is told, and not what came of it', async () => {
  const client = { settles: new Unmet('the node available', 'nothing') };
  const outcomes = await verdicts([check('A', throws(new Unmet('a vote', 'none')))], { client });
  const [{ expected, actual } = assert.fail()] = outcomes;
  assert.deepEqual([expected, actual], ['a vote', 'none; it was started again']);
});

test('when the client does not come back, nothing after it is run', async () => {
  const client = { comesBack: new Unmet('the first aborted', 'nothing') };
  const outcomes = await verdicts([check('A', throws(ENDED)), check('B', passes)], { client });
  assert.deepEqual(words(outcomes), ['A failed', 'B not run']);
  assert.equal(outcomes[0]?.actual, 'the client ended with exit code 1; started again, it did not come back');
  assert.match(
    outcomes[1]?.reason ?? '',
    /^the client did not come back when it was started again after A: /,
  );
});

test('a quirk that is accepted is a verdict of its own, and one that is not is a failure that names it', async () => {
  const checks = [check('A', meets('old-timestamps')), check('B', meets('replays'))];
  const outcomes = await verdicts(checks, { accepted: ['replays'] });
  assert.deepEqual(words(outcomes), ['A failed', 'B quirk']);
  assert.equal(outcomes[0]?.expected, 'a client without the quirk old-timestamps');
  assert.match(outcomes[0]?.actual ?? '', /^A message of the server with a timestamp .* \(seen\)$/);
  assert.deepEqual(outcomes[1]?.quirks, [{ name: 'replays', evidence: 'seen' }]);
});

test('a check that meets a quirk and then fails has failed, and says both', async () => {
  const both = async (testbed: Testbed, meet: MeetQuirk): Promise<void> => {
    await meets('replays')(testbed, meet);
    throw new Unmet('an answer', 'nothing');
  };
  const [outcome] = await verdicts([check('A', both)], { accepted: ['replays'] });
  assert.deepEqual([outcome?.verdict, outcome?.expected, outcome?.quirks.length], ['failed', 'an answer', 1]);
});

test('a known failure makes no run red, has its reason, and is stale when it passes', async () => {
  const checks = [check('A-001', throws(new Unmet('an answer', 'nothing'))), check('B-001', passes)];
  const knownFailures = ['A-001', 'B-001'].map((id) => ({ id, reason: 'it is old' }));
  const outcomes = await verdicts(checks, { knownFailures });
  assert.deepEqual(words(outcomes), ['A-001 known failure', 'B-001 unexpected pass']);
  assert.equal(outcomes[0]?.reason, 'it is old');
});

test('an interrupted run keeps what was judged', async () => {
  const outcomes = await verdicts([
    check('A', passes),
    check('B', throws(new CheckInterrupted('interrupted'))),
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

const DELAY: Delay = { who: 'judge', ms: 700, bearsMs: 100 };

test('a check that fails while the judge is held up is made again, and the second attempt counts', async () => {
  let left = 1;
  const once = async (): Promise<void> => {
    left -= 1;
    if (left >= 0) throw new Unmet('a vote', 'none');
  };
  const [outcome = assert.fail(), next] = await verdicts([check('A', once), check('B', passes)], {
    delays: [DELAY],
  });
  assert.deepEqual([outcome.verdict, outcome.attempts, outcome.delay], ['passed', 2, DELAY]);
  assert.equal(next?.attempts, 1);
});

test('one that fails twice while the judge is held up is inconclusive, whoever is to blame', async () => {
  const fails = check('A', throws(new Unmet('a vote', 'none')));
  const [outcome = assert.fail()] = await verdicts([fails], { delays: [DELAY, DELAY] });
  assert.deepEqual([outcome.verdict, outcome.attempts], ['inconclusive', 2]);
  assert.match(outcome.reason ?? '', /held up for 700 ms/);
  const [second = assert.fail()] = await verdicts([fails], { delays: [DELAY, undefined] });
  assert.deepEqual([second.verdict, second.attempts], ['failed', 2]);
});

test('an error of ours is none on the fastest machine, and is not made again', async () => {
  const [outcome = assert.fail()] = await verdicts([check('A', throws(new TypeError('oops')))], {
    delays: [DELAY],
  });
  assert.deepEqual([outcome.verdict, outcome.attempts], ['error', 1]);
});
