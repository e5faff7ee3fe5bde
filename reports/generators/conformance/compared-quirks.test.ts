import assert from 'node:assert/strict';
import test from 'node:test';
import { comparedQuirks, type QuirkChange } from './compared-quirks.ts';
import { quirkResults } from './quirks.ts';
import type { ConformanceResults } from './results.ts';
import { SAMPLE_CONFORMANCE_RESULTS, SAMPLE_FACTS } from './testing/sample-run.ts';
import type { Verdict } from './verdict.ts';

/** A run of one scenario that came to this, with these quirks. */
function run(verdict: Verdict, names: readonly string[]): ConformanceResults {
  const [one] = SAMPLE_CONFORMANCE_RESULTS.scenarios;
  assert.ok(one !== undefined);
  const quirks = names.map((name) => ({ name, evidence: 'seen' }));
  const scenarios = [{ ...one, id: 'JOBS-001', verdict, quirks }];
  return { ...SAMPLE_CONFORMANCE_RESULTS, scenarios, quirks: quirkResults(scenarios, SAMPLE_FACTS) };
}

const WITH = run('quirk', ['html-errors']);
const WITHOUT = run('passed', []);

test('an upgrade brings a quirk or mends it, where both runs judged what meets it', () => {
  const cases: readonly (readonly [ConformanceResults, ConformanceResults, QuirkChange])[] = [
    [WITHOUT, WITH, 'brought'],
    [WITH, WITHOUT, 'mended'],
    [WITH, WITH, 'same'],
    [WITHOUT, run('failed', ['html-errors']), 'brought'],
    // what failed may have failed before it came to the quirk
    [WITH, run('failed', []), 'not compared'],
    [run('not run', []), WITH, 'not compared'],
    [WITH, { ...WITHOUT, scenarios: [] }, 'not compared'],
  ];
  for (const [before, after, change] of cases) {
    assert.deepEqual(
      comparedQuirks([before, after]).map((each) => [each.name, each.change]),
      [['html-errors', change]],
    );
  }
});

test('results of before there were quirks say nothing of them', () => {
  const { quirks: _, ...old } = WITHOUT;
  const [compared] = comparedQuirks([old, WITH]);
  assert.equal(compared?.change, 'not compared');
  assert.deepEqual(compared?.met, [undefined, 1]);
});

test('every run is compared with the first, and what came or went stands first', () => {
  const both = run('quirk', ['html-errors', 'body-first']);
  const compared = comparedQuirks([WITH, both, WITH]);
  assert.deepEqual(
    compared.map(({ name, changes, met }) => [name, changes, met]),
    [
      ['body-first', ['brought', 'same'], [0, 1, 0]],
      ['html-errors', ['same', 'same'], [1, 1, 1]],
    ],
  );
});
