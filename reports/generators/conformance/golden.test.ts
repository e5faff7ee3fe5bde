import test from 'node:test';
import { assertGolden } from '../testing/golden.ts';
import { annotationsText } from './annotations.ts';
import { badgeOf } from './badge.ts';
import { comparisonOf } from './comparison.ts';
import { comparisonHtml } from './comparison-html.ts';
import { environmentOf } from './environment.ts';
import { junitXml } from './junit-xml.ts';
import { conformanceReportHtml } from './report-html.ts';
import { rerunText } from './rerun.ts';
import { conformanceSummaryMarkdown } from './summary-md.ts';
import { AFTER, BEFORE } from './testing/compared-runs.ts';
import { SAMPLE_CONFORMANCE_RESULTS } from './testing/sample-run.ts';

/** Stand for the common style sheet and script, whose changes are no changes of the generator. */
const PARTS = { styles: ['/* style */'], scripts: ['/* script */'] };

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

test('every report of the sample run is as its golden file', () => {
  assertGolden(import.meta.url, 'results.json', json(SAMPLE_CONFORMANCE_RESULTS));
  assertGolden(import.meta.url, 'report.html', conformanceReportHtml(SAMPLE_CONFORMANCE_RESULTS, PARTS));
  assertGolden(import.meta.url, 'junit.xml', junitXml(SAMPLE_CONFORMANCE_RESULTS));
  assertGolden(import.meta.url, 'summary.md', conformanceSummaryMarkdown(SAMPLE_CONFORMANCE_RESULTS));
  assertGolden(import.meta.url, 'annotations.txt', annotationsText(SAMPLE_CONFORMANCE_RESULTS));
  assertGolden(import.meta.url, 'badge.json', json(badgeOf(SAMPLE_CONFORMANCE_RESULTS)));
  assertGolden(import.meta.url, 'environment.json', json(environmentOf(SAMPLE_CONFORMANCE_RESULTS)));
  assertGolden(import.meta.url, 'rerun.txt', rerunText(SAMPLE_CONFORMANCE_RESULTS));
});

test('a comparison is as its golden file', () => {
  assertGolden(import.meta.url, 'comparison.html', comparisonHtml(comparisonOf([BEFORE, AFTER]), PARTS));
});
