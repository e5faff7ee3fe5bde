import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { annotationsText } from './annotations.ts';
import type { ConformanceResults, ScenarioResult } from './results.ts';
import { SAMPLE_CONFORMANCE_RESULTS } from './testing/sample-run.ts';

const linesOf = (results: ConformanceResults) => annotationsText(results).split('\n').slice(0, -1);

/** The sample with nothing beside these scenarios. */
function runOf(scenarios: readonly ScenarioResult[]): ConformanceResults {
  return { ...SAMPLE_CONFORMANCE_RESULTS, scenarios, unmatched: [], quirks: [] };
}

const passed = SAMPLE_CONFORMANCE_RESULTS.scenarios.filter(({ verdict }) => verdict === 'passed');
const failed = SAMPLE_CONFORMANCE_RESULTS.scenarios.filter(({ verdict }) => verdict === 'failed');

test('a green run is a notice, and nothing else', () => {
  assert.deepEqual(linesOf(runOf(passed)), ['::notice title=shop <staging>::Conforms: all 1 must passed']);
});

test('a must that failed is an error, and what binds less a warning', () => {
  const [first] = failed;
  assert.ok(first !== undefined);
  const kinds = (level: 'must' | 'should') =>
    linesOf(runOf([...passed, { ...first, level }])).map((line) => line.split(' ', 1)[0]);
  assert.deepEqual(kinds('must'), ['::error', '::error']);
  assert.deepEqual(kinds('should'), ['::warning', '::notice']);
});

test('beyond ten of a kind the tenth says how many are in the report', () => {
  const [first] = failed;
  assert.ok(first !== undefined);
  const lines = linesOf(runOf(Array.from({ length: 11 }, () => first)));
  assert.equal(lines.length, 10);
  assert.equal(lines.at(-1), '::error title=shop <staging>::3 more are in summary.md and report.html');
});

test('whatever a server says, it is one line for each annotation, whose title it does not end', () => {
  const text = fc.string({
    unit: fc.constantFrom('\r', '\n', ':', ',', '%', 'a', '\u0085', '\u2028', '::error::'),
  });
  const [first] = failed;
  assert.ok(first !== undefined);
  fc.assert(
    fc.property(text, (said) => {
      const scenario = { ...first, name: said, rule: said, failure: { step: said, message: said } };
      const run = runOf([scenario]);
      const lines = annotationsText({ ...run, target: { ...run.target, name: said }, problems: [said] });
      assert.match(lines, /^(?:::error title=[^:,\r\n]*::[^\r\n]*\n){3}$/);
    }),
  );
});
