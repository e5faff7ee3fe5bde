import assert from 'node:assert/strict';
import test from 'node:test';
import { parseResults } from './parse-results.ts';
import { SAMPLE_CONFORMANCE_RESULTS } from './testing/sample-run.ts';

test('what a run writes is as its schema says, and is read as it was', () => {
  const parsed = parseResults(JSON.stringify(SAMPLE_CONFORMANCE_RESULTS));
  assert.ok(parsed.ok, 'fault' in parsed ? parsed.fault : '');
  assert.deepEqual(parsed.results, JSON.parse(JSON.stringify(SAMPLE_CONFORMANCE_RESULTS)));
});

test('anything else is refused with the place of the fault', () => {
  const [scenario] = SAMPLE_CONFORMANCE_RESULTS.scenarios;
  const faults: readonly (readonly [string, RegExp])[] = [
    ['{', /^it is no JSON$/],
    ['[]', /must be object/],
    [JSON.stringify({ ...SAMPLE_CONFORMANCE_RESULTS, version: 2 }), /\/version must be equal to constant/],
    [
      JSON.stringify({
        ...SAMPLE_CONFORMANCE_RESULTS,
        counts: { ...SAMPLE_CONFORMANCE_RESULTS.counts, fine: 1 },
      }),
      /\/counts/,
    ],
    [
      JSON.stringify({ ...SAMPLE_CONFORMANCE_RESULTS, scenarios: [{ ...scenario, verdict: 'fine' }] }),
      /\/scenarios\/0\/verdict must be equal to one of the allowed values/,
    ],
    [
      JSON.stringify({ ...SAMPLE_CONFORMANCE_RESULTS, scenarios: [{ ...scenario, origins: [] }] }),
      /\/scenarios\/0\/origins/,
    ],
  ];
  for (const [text, fault] of faults) {
    const parsed = parseResults(text);
    assert.ok(!parsed.ok);
    assert.match(parsed.fault, fault);
  }
});
