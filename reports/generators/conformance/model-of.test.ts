import assert from 'node:assert/strict';
import test from 'node:test';
import { modelOf } from './model-of.ts';
import { parseMessages } from './parse-messages.ts';
import type { ScenarioResult } from './results.ts';
import { SAMPLE_CONFORMANCE_RESULTS, SAMPLE_FACTS, SAMPLE_MESSAGES } from './testing/sample-run.ts';

function scenario(id: string, results = SAMPLE_CONFORMANCE_RESULTS): ScenarioResult {
  const found = results.scenarios.find((each) => each.id === id);
  assert.ok(
    found !== undefined,
    `there is no ${id} among ${results.scenarios.map((each) => each.id).join(', ')}`,
  );
  return found;
}

test('every scenario of the stream has exactly one verdict', () => {
  const sum = Object.values(SAMPLE_CONFORMANCE_RESULTS.counts).reduce((one, other) => one + other, 0);
  assert.equal(sum, SAMPLE_CONFORMANCE_RESULTS.scenarios.length);
  assert.equal(sum, SAMPLE_MESSAGES.filter(({ pickle }) => pickle !== undefined).length);
  assert.equal(new Set(SAMPLE_CONFORMANCE_RESULTS.scenarios.map(({ id }) => id)).size, sum);
});

test('a scenario carries its requirement, level, origins and section', () => {
  const { rule, level, origins, sections, topic } = scenario('NODES-001');
  assert.equal(rule, 'a node answers under two names');
  assert.equal(level, 'must');
  assert.deepEqual(origins, ['documented']);
  assert.deepEqual(sections, [{ key: 'connect', title: 'connect/NODE_NAME' }]);
  assert.equal(topic, 'nodes');
});

test('rows of an outline are counted over all its tables', () => {
  assert.deepEqual(scenario('QUORUM-004:3').example, { quorum: '"one"', status: '400' });
  assert.deepEqual(scenario('QUORUM-004:4').example, { quorum: '1.5', status: '400' });
});

test('a failing hook before a scenario, a step that is none and a failure that says so are faults of the harness', () => {
  for (const id of ['FEEDS-002', 'FEEDS-003', 'NODES-003', 'NODES-005']) {
    assert.equal(scenario(id).verdict, 'error', id);
  }
});

test('a failing hook after a scenario is a failure of the target', () => {
  assert.equal(scenario('REQUESTS-003').verdict, 'failed');
  for (const id of ['FEEDS-005', 'REQUESTS-003']) assert.equal(scenario(id).failure?.step, 'after it');
});

test('what failed while the judge was held up is inconclusive, says why, and keeps what was said', () => {
  const { verdict, reason, failure, delay } = scenario('NODES-007');
  assert.equal(verdict, 'inconclusive');
  assert.equal(
    reason,
    "one attempt does not count: the judge and its virtual nodes were held up for 340 ms, and the target's timings bear 100 ms",
  );
  assert.match(failure?.message ?? '', /^web1 is not available/);
  assert.deepEqual(delay, { who: 'judge', ms: 340, bearsMs: 100 });
});

test('a scenario that passes with accepted quirks has a verdict of its own, and what it met', () => {
  const { verdict, quirks } = scenario('REQUESTS-002');
  assert.equal(verdict, 'quirk');
  assert.deepEqual(
    quirks?.map(({ name }) => name),
    ['html-errors', 'reader-becomes-node'],
  );
  assert.match(quirks?.[0]?.evidence ?? '', /^GET .*\n404 text\/html/);
});

test('a quirk that is not accepted is a failure that names it', () => {
  const { failure, quirks } = scenario('REQUESTS-003');
  assert.match(failure?.message ?? '', /^the quirk body-first is not accepted of this target/);
  assert.equal(quirks?.length, 1);
});

test('the first failure is told, not the quirk that is not accepted, which is listed all the same', () => {
  const { failure, quirks } = scenario('REQUESTS-005');
  assert.equal(failure?.step, 'Then the answer is 200');
  assert.deepEqual(
    quirks?.map(({ name }) => name),
    ['html-errors', 'body-first'],
  );
});

test('a known failure that is a quirk by now is an unexpected pass that names it', () => {
  const { verdict, reason } = scenario('REQUESTS-004');
  assert.equal(verdict, 'unexpected pass');
  assert.match(
    reason ?? '',
    /^errors are HTML, ticket 4713 \(.* it passes with html-errors, which is accepted\)$/,
  );
});

test('quirks are listed with what the catalogue says: first those that are not accepted, then by weight', () => {
  const { quirks = [] } = SAMPLE_CONFORMANCE_RESULTS;
  assert.deepEqual(
    quirks.map(({ name, weight, isAccepted }) => [name, weight, isAccepted]),
    [
      ['body-first', 'harmless', false],
      ['reader-becomes-node', 'security', true],
      ['html-errors', 'costly', true],
    ],
  );
  assert.deepEqual(quirks[2]?.scenarios, ['REQUESTS-001', 'REQUESTS-002', 'REQUESTS-004', 'REQUESTS-005']);
  assert.equal(quirks[2]?.evidence, scenario('REQUESTS-001').quirks?.[0]?.evidence);
});

test('a pass at the second attempt is flaky and keeps what the first one said', () => {
  const { verdict, attempts, failure, journal } = scenario('NODES-004');
  assert.equal(verdict, 'flaky');
  assert.equal(attempts, 2);
  assert.match(failure?.message ?? '', /^web1 is not available/);
  assert.ok(journal.length > 0);
});

test('what the runner left out has its reason and its steps', () => {
  const { verdict, reason, steps } = scenario('NODES-006');
  assert.equal(verdict, 'not applicable');
  assert.equal(reason, 'the target offers no diagnosis');
  assert.deepEqual(steps, [{ text: 'Given web1 is busy' }, { text: 'Then web1 is available' }]);
});

test('a run that was cut off leaves what it did not come to as not run', () => {
  const started = SAMPLE_MESSAGES.findIndex((each) => each.testCaseStarted !== undefined);
  const cut = modelOf(SAMPLE_MESSAGES.slice(0, started + 2), { ...SAMPLE_FACTS, interrupted: true });
  assert.equal(cut.counts['not run'], cut.scenarios.length - 2);
  const reasons = new Set(cut.scenarios.map(({ reason }) => reason));
  assert.ok(reasons.has('the run ended while it was under way'));
  assert.ok(reasons.has('the run ended before its turn'));
});

test('what was skipped did not run, and says which end the run had', () => {
  const passed = SAMPLE_MESSAGES.map((envelope) => {
    const result = envelope.testStepFinished?.testStepResult;
    if (envelope.testStepFinished === undefined || result?.status !== 'PASSED') return envelope;
    const skipped = { ...result, status: 'SKIPPED' as typeof result.status };
    return { testStepFinished: { ...envelope.testStepFinished, testStepResult: skipped } };
  });
  const failFast = scenario('QUORUM-001', modelOf(passed, SAMPLE_FACTS));
  assert.equal(failFast.verdict, 'not run');
  assert.equal(failFast.attempts, 0);
  assert.equal(failFast.reason, 'the run was to end after the first failure');
  const interrupted = modelOf(passed, { ...SAMPLE_FACTS, interrupted: true });
  assert.equal(scenario('QUORUM-001', interrupted).reason, 'the run was interrupted before its turn');
});

test('features that cannot be read and hooks of the whole run are problems', () => {
  const { problems } = modelOf(
    [
      { parseError: { source: { uri: 'features/x.feature' }, message: '(1:1): expected: #Feature' } },
      {
        testRunHookFinished: {
          testRunHookStartedId: 'h',
          result: {
            duration: { seconds: 0, nanos: 0 },
            status: 'FAILED' as never,
            message: 'Error: no port\n    at x (/a.ts:1:2)',
          },
          timestamp: { seconds: 0, nanos: 0 },
        },
      },
    ],
    SAMPLE_FACTS,
  );
  assert.deepEqual(problems, [
    'features/x.feature: (1:1): expected: #Feature',
    'a hook of the whole run failed: no port',
  ]);
});

test('the last line of messages may be cut off, no other', () => {
  assert.equal(parseMessages('{"meta":{}}\n{"pick').length, 1);
  assert.throws(() => parseMessages('{"me\n{"pickle":{}}\n'), /line 1 of the messages is no JSON/);
});
