import type { ComparedRun } from '../comparison.ts';
import { quirkResults } from '../quirks.ts';
import type { ConformanceResults, ScenarioResult } from '../results.ts';
import type { Verdict } from '../verdict.ts';
import { SAMPLE_CONFORMANCE_RESULTS, SAMPLE_FACTS } from './sample-run.ts';

/** What an upgrade broke. */
const BROKEN = {
  step: 'Then it is so',
  message: 'wanted: it; seen at last: null',
  expected: 'it',
  actual: 'null',
};

/** What one that mends the errors leaves of what scenarios met. */
const MENDED = 'html-errors';

/** The sample run before an upgrade, and after it with one scenario lost and one gained. */
export const BEFORE: ComparedRun = { label: 'before', results: SAMPLE_CONFORMANCE_RESULTS };
export const AFTER: ComparedRun = {
  label: 'after <2.1>',
  results: changed(SAMPLE_CONFORMANCE_RESULTS, {
    'QUORUM-001': 'failed',
    'QUORUM-002': 'passed',
    'NODES-001': 'error',
    'REQUESTS-001': 'passed',
  }),
};

function changed(
  results: ConformanceResults,
  verdicts: Readonly<Record<string, Verdict>>,
): ConformanceResults {
  const scenarios = results.scenarios.map(({ failure, ...each }): ScenarioResult => {
    const verdict = verdicts[each.id];
    const quirks = each.quirks?.filter(({ name }) => name !== MENDED) ?? [];
    if (verdict === undefined) return { ...each, quirks, ...(failure !== undefined && { failure }) };
    return { ...each, quirks, verdict, ...(verdict !== 'passed' && { failure: BROKEN }) };
  });
  const quirks = quirkResults(scenarios, SAMPLE_FACTS);
  return { ...results, startedAt: '2026-11-22T10:00:00.000Z', quirks, scenarios };
}
