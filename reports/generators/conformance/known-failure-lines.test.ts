import assert from 'node:assert/strict';
import test from 'node:test';
import { annotationsText } from './annotations.ts';
import { knownFailureLines } from './known-failure-lines.ts';
import { conformanceReportHtml } from './report-html.ts';
import { conformanceSummaryMarkdown } from './summary-md.ts';
import { SAMPLE_CONFORMANCE_RESULTS } from './testing/sample-run.ts';

const [SCENARIO] = SAMPLE_CONFORMANCE_RESULTS.scenarios;

test('an entry whose scenario passes is named with what to do; of an outline whose other rows fail, the rows', () => {
  assert.ok(SCENARIO !== undefined);
  const stale = { ...SCENARIO, verdict: 'unexpected pass', reason: 'ticket 4' } as const;
  const known = { ...stale, verdict: 'known failure' } as const;
  const scenarios = [
    { ...stale, id: 'JOBS-001' },
    { ...stale, id: 'JOBS-002:3' },
    { ...stale, id: 'JOBS-004:1' },
    { ...known, id: 'JOBS-004:2' },
    { ...stale, id: 'JOBS-005:1', reason: 'another ticket' },
    { ...known, id: 'JOBS-005:2' },
  ];
  assert.deepEqual(knownFailureLines({ scenarios }), [
    'JOBS-001 is in the list of known failures and passes: take it out; its reason was: ticket 4',
    'JOBS-002:3 is in the list of known failures and passes: take it out; its reason was: ticket 4',
    'JOBS-004:1 is in the list of known failures and passes: name the rows of JOBS-004 that still fail; its reason was: ticket 4',
    'JOBS-005:1 is in the list of known failures and passes: take it out; its reason was: another ticket',
  ]);
});

const EXPIRED = 'FEEDS-004 still fails, and its entry in the list of known failures has expired';

test('an entry that has expired is named where its scenario fails, in each report that people read', () => {
  const said = knownFailureLines(SAMPLE_CONFORMANCE_RESULTS).filter((line) => line.startsWith(EXPIRED));
  assert.equal(said.length, 1);
  assert.match(said[0] ?? '', /overloaded since the move \(excused until 2026-11-01\)/);
  const page = conformanceReportHtml(SAMPLE_CONFORMANCE_RESULTS, { styles: [], scripts: [] });
  assert.ok(page.includes(EXPIRED));
  assert.ok(conformanceSummaryMarkdown(SAMPLE_CONFORMANCE_RESULTS).includes(EXPIRED));
  assert.match(
    annotationsText(SAMPLE_CONFORMANCE_RESULTS),
    /title=FEEDS-004 .*%0AIts entry in the list of known failures has expired: overloaded/,
  );
});
