import assert from 'node:assert/strict';
import test from 'node:test';
import { exitCodeOf } from './exit-code.ts';
import type { ConformanceResults, ScenarioResult } from './results.ts';
import { SAMPLE_CONFORMANCE_RESULTS } from './testing/sample-run.ts';
import type { Level, Verdict } from './verdict.ts';

function run(
  verdicts: readonly (readonly [Verdict, Level?])[],
  facts: Partial<ConformanceResults> = {},
): ConformanceResults {
  const [one] = SAMPLE_CONFORMANCE_RESULTS.scenarios;
  assert.ok(one !== undefined);
  const scenarios = verdicts.map(([verdict, level = 'must']): ScenarioResult => ({ ...one, verdict, level }));
  return { ...SAMPLE_CONFORMANCE_RESULTS, unmatched: [], problems: [], scenarios, ...facts };
}

test('0: every must that was selected passed or is known to fail', () => {
  assert.equal(exitCodeOf(run([['passed'], ['known failure'], ['not run'], ['not applicable']])), 0);
  assert.equal(exitCodeOf(run([['passed'], ['flaky']])), 0);
  assert.equal(exitCodeOf(run([['passed'], ['quirk'], ['quirk', 'should']])), 0);
  assert.equal(
    exitCodeOf(run([['passed'], ['failed', 'should'], ['failed', 'may'], ['failed', 'extension']])),
    0,
  );
});

test('1: a must failed, whatever else went wrong', () => {
  assert.equal(exitCodeOf(run([['failed'], ['error'], ['unexpected pass']], { problems: ['a hook'] })), 1);
});

test('70: the harness failed, whatever the level of what it was about', () => {
  assert.equal(exitCodeOf(run([['passed'], ['error', 'may'], ['unexpected pass']])), 70);
  assert.equal(exitCodeOf(run([['passed']], { problems: ['a feature cannot be read'] })), 70);
});

test('3: the target was in the way, so that something was not judged, and nothing failed', () => {
  const hindrance = { by: 'target', why: 'it no longer answers', remedy: 'start it again' } as const;
  assert.equal(exitCodeOf(run([['passed'], ['not run']], { hindrance })), 3);
  assert.equal(exitCodeOf(run([], { hindrance })), 3);
  assert.equal(exitCodeOf(run([['passed'], ['unexpected pass']], { hindrance })), 3);
  assert.equal(exitCodeOf(run([['failed'], ['not run']], { hindrance })), 1);
  assert.equal(exitCodeOf(run([['passed']], { hindrance: { ...hindrance, by: 'harness' } })), 70);
});

test('4: the list of known failures is stale, or nothing ran', () => {
  assert.equal(exitCodeOf(run([['passed'], ['unexpected pass', 'may']])), 4);
  assert.equal(exitCodeOf(run([['passed']], { unmatched: ['JOBS-999'] })), 4);
  assert.equal(exitCodeOf(run([['not run'], ['not applicable']])), 4);
  assert.equal(exitCodeOf(run([])), 4);
});

test('4: more than one in a hundred musts is inconclusive', () => {
  const passed = Array.from({ length: 99 }, (): readonly [Verdict] => ['passed']);
  assert.equal(exitCodeOf(run([...passed, ['inconclusive'], ['inconclusive', 'may']])), 0);
  assert.equal(exitCodeOf(run([...passed, ['inconclusive'], ['inconclusive']])), 4);
  assert.equal(exitCodeOf(run([['inconclusive']])), 4);
  assert.equal(exitCodeOf(run([...passed, ['inconclusive'], ['inconclusive'], ['failed']])), 1);
});

test('130: it was interrupted, and nothing else is claimed', () => {
  assert.equal(exitCodeOf(run([['failed'], ['error']], { interrupted: true })), 130);
});
