import assert from 'node:assert/strict';
import test from 'node:test';
import { badgeOf } from './badge.ts';
import { conclusionOf } from './conclusion.ts';
import type { ConformanceResults, ScenarioResult } from './results.ts';
import { SAMPLE_CONFORMANCE_RESULTS } from './testing/sample-run.ts';
import { type Level, VERDICTS, type Verdict } from './verdict.ts';

function run(verdicts: readonly (readonly [Verdict, Level?])[], interrupted = false): ConformanceResults {
  const [one] = SAMPLE_CONFORMANCE_RESULTS.scenarios;
  assert.ok(one !== undefined);
  const scenarios = verdicts.map(([verdict, level = 'must']): ScenarioResult => ({ ...one, verdict, level }));
  const counts = Object.fromEntries(
    VERDICTS.map((verdict) => [verdict, scenarios.filter((each) => each.verdict === verdict).length]),
  ) as ConformanceResults['counts'];
  return { ...SAMPLE_CONFORMANCE_RESULTS, unmatched: [], problems: [], counts, scenarios, interrupted };
}

test('a run is told in one line, the worst first', () => {
  const lines: readonly (readonly [ConformanceResults, string])[] = [
    [run([['passed'], ['passed']]), 'Conforms: all 2 musts passed'],
    [
      run([['passed'], ['known failure'], ['failed', 'should']]),
      'Conforms: 1 of 2 musts passed, 1 known to fail, 1 of the shoulds failed',
    ],
    [
      run([...Array.from({ length: 99 }, (): readonly [Verdict] => ['passed']), ['inconclusive']]),
      'As far as it could be judged, 99 of 100 musts passed, 1 inconclusive',
    ],
    [
      run([['passed'], ['inconclusive']]),
      'Not judged in full: 1 of 2 musts inconclusive, since this machine was too slow; run them again with less beside them',
    ],
    [run([['passed'], ['quirk'], ['quirk', 'may']]), 'Conforms: all 2 musts passed, 1 with quirks'],
    [run([['passed'], ['flaky']]), 'Conforms: all 2 musts passed, 1 flaky'],
    [
      run([['passed'], ['not run'], ['not run', 'may'], ['not applicable']]),
      'Of what ran, all 1 must passed; 1 must did not run',
    ],
    [
      run([['passed', 'may'], ['not run']]),
      'Of what ran, no must was among the 1 scenario; 1 must did not run',
    ],
    [run([['failed'], ['error']]), 'Does not conform: 1 of 2 musts failed'],
    [run([['passed'], ['error']]), 'Not judged in full: the harness failed at 1 scenario'],
    [run([['passed'], ['unexpected pass']]), 'The list of known failures is stale: FEEDS-001 passes'],
    [run([['not run']]), 'Nothing ran'],
    [run([['passed'], ['not run']], true), 'Interrupted: 1 of 2 scenarios judged'],
    [run([['not run']], true), 'Interrupted: nothing was judged'],
  ];
  for (const [results, line] of lines) assert.equal(conclusionOf(results).headline, line);
});

test('musts that could not be judged for want of a role are counted by it, in a green run and in a red one', () => {
  const without = (results: ConformanceResults): ConformanceResults => ({
    ...results,
    scenarios: results.scenarios.map((each, index) =>
      each.verdict === 'not run' ? { ...each, lacks: index === 1 ? 'outsider' : 'superuser' } : each,
    ),
  });
  const green = without(run([['passed'], ['not run'], ['not run'], ['not run'], ['not run', 'may']]));
  assert.equal(
    conclusionOf(green).headline,
    'Of what ran, all 1 must passed; no outsider given: 1 must not judged; no superuser given: 2 musts not judged',
  );
  const red = without(run([['failed'], ['passed'], ['not run']]));
  assert.equal(
    conclusionOf(red).headline,
    'Does not conform: 1 of 2 musts failed; no superuser given: 1 must not judged',
  );
  const none = without(run([['not run', 'may'], ['passed', 'may'], ['not run']]));
  assert.match(conclusionOf(none).headline, /no superuser given: 1 must not judged$/);
});

test('what was in the way of a run is told with the musts that were not judged', () => {
  const hindered = (by: 'target' | 'harness', results: ConformanceResults): ConformanceResults => ({
    ...results,
    hindrance: { by, why: 'it no longer answers', remedy: 'start it again' },
    scenarios: results.scenarios.map((each) =>
      each.verdict === 'not run' ? { ...each, isHindered: true } : each,
    ),
  });
  const some = run([['passed'], ['not run'], ['not run', 'may']]);
  const line = 'Not judged in full: 1 scenario judged; it no longer answers: 1 must not judged';
  assert.deepEqual(conclusionOf(hindered('target', some)), { tone: 'warn', headline: line });
  assert.equal(conclusionOf(hindered('harness', some)).headline, line);
  assert.equal(
    conclusionOf(hindered('target', run([['passed'], ['not run', 'may']]))).headline,
    'Not judged in full: 1 scenario judged; it no longer answers',
  );
  assert.equal(
    conclusionOf(hindered('target', run([['not run']]))).headline,
    'Nothing was judged; it no longer answers: 1 must not judged',
  );
  assert.equal(
    conclusionOf(hindered('target', run([['failed'], ['not run']]))).headline,
    'Does not conform: 1 of 1 must failed; it no longer answers: 1 must not judged',
  );
});

test('the badge counts musts alone, in the colour of the run', () => {
  assert.deepEqual(badgeOf(run([['passed'], ['passed'], ['failed', 'may']])), {
    schemaVersion: 1,
    label: 'push jobs conformance',
    message: '2/2 musts',
    color: 'brightgreen',
  });
  assert.equal(badgeOf(run([['passed'], ['failed']])).color, 'red');
  assert.equal(badgeOf(run([['passed'], ['quirk']])).message, '2/2 musts, 1 with quirks');
  const part = badgeOf(run([['passed'], ['not run']]));
  assert.deepEqual([part.message, part.color], ['1/1 musts, 1 not run', 'blue']);
  assert.equal(badgeOf(run([['not run']])).message, 'not judged');
});

test('an interrupted run counts what was chosen and could have run', () => {
  const whole = run([['passed'], ['not run'], ['not run'], ['not run'], ['not applicable']], true);
  const marks: readonly object[] = [{}, {}, { isUnchosen: true }, { lacks: 'superuser' }, {}];
  const scenarios = whole.scenarios.map((scenario, index) => ({ ...scenario, ...marks[index] }));
  assert.equal(conclusionOf({ ...whole, scenarios }).headline, 'Interrupted: 1 of 2 scenarios judged');
});
