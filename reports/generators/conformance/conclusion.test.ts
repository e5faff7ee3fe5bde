import assert from 'node:assert/strict';
import test from 'node:test';
import { badgeOf } from './badge.ts';
import { conclusionOf } from './conclusion.ts';
import type { ConformanceResults, ScenarioResult } from './results.ts';
import { SAMPLE_RESULTS } from './testing/sample-run.ts';
import { type Level, VERDICTS, type Verdict } from './verdict.ts';

function run(verdicts: readonly (readonly [Verdict, Level?])[], interrupted = false): ConformanceResults {
  const [one] = SAMPLE_RESULTS.scenarios;
  assert.ok(one !== undefined);
  const scenarios = verdicts.map(([verdict, level = 'must']): ScenarioResult => ({ ...one, verdict, level }));
  const counts = Object.fromEntries(
    VERDICTS.map((verdict) => [verdict, scenarios.filter((each) => each.verdict === verdict).length]),
  ) as ConformanceResults['counts'];
  return { ...SAMPLE_RESULTS, unmatched: [], problems: [], counts, scenarios, interrupted };
}

test('a run is told in one line, the worst first', () => {
  const lines: readonly (readonly [ConformanceResults, string])[] = [
    [run([['passed'], ['passed']]), 'Conforms: all 2 musts passed'],
    [
      run([['passed'], ['known failure'], ['failed', 'should']]),
      'Conforms: 1 of 2 musts passed, 1 known to fail, 1 of the shoulds failed',
    ],
    [run([['passed'], ['flaky']]), 'Conforms: all 2 musts passed, 1 flaky'],
    [
      run([['passed'], ['not run'], ['not run', 'may'], ['not applicable']]),
      'Of what ran, all 1 must passed; 1 must did not run',
    ],
    [run([['failed'], ['error']]), 'Does not conform: 1 of 2 musts failed'],
    [run([['passed'], ['error']]), 'Not judged in full: the harness failed at 1 scenario'],
    [run([['passed'], ['unexpected pass']]), 'The list of known failures is stale'],
    [run([['not run']]), 'Nothing ran'],
    [run([['passed'], ['not run']], true), 'Interrupted: 1 of 2 scenarios judged'],
  ];
  for (const [results, line] of lines) assert.equal(conclusionOf(results).headline, line);
});

test('the badge counts musts alone, in the colour of the run', () => {
  assert.deepEqual(badgeOf(run([['passed'], ['passed'], ['failed', 'may']])), {
    schemaVersion: 1,
    label: 'push jobs conformance',
    message: '2/2 musts',
    color: 'brightgreen',
  });
  assert.equal(badgeOf(run([['passed'], ['failed']])).color, 'red');
  const part = badgeOf(run([['passed'], ['not run']]));
  assert.deepEqual([part.message, part.color], ['1/1 musts, 1 not run', 'blue']);
  assert.equal(badgeOf(run([['not run']])).message, 'not judged');
});
