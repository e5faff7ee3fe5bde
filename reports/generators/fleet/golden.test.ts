import assert from 'node:assert/strict';
import test from 'node:test';
import { assertGolden } from '../testing/golden.ts';
import { fleetReportHtml } from './report-html.ts';
import { fleetSummaryMarkdown } from './summary-md.ts';
import { SAMPLE_FLEET_RESULTS } from './testing/sample-results.ts';

const PARTS = { styles: ['/* style */'], scripts: ['/* the library */', '/* script */'] };

test('the summary is as its golden file', () => {
  assertGolden(import.meta.url, 'summary.md', fleetSummaryMarkdown(SAMPLE_FLEET_RESULTS));
});

test('the report is as its golden file', () => {
  assertGolden(import.meta.url, 'report.html', fleetReportHtml(SAMPLE_FLEET_RESULTS, PARTS));
});

test('a run that kept every threshold has passed', () => {
  const { endedBy = assert.fail(), ...rest } = SAMPLE_FLEET_RESULTS;
  const good = {
    ...rest,
    thresholds: SAMPLE_FLEET_RESULTS.thresholds.filter((each) => each.isKept),
  };
  assert.match(fleetSummaryMarkdown({ ...good, endedBy }), /^# Fleet sample: ended early\n/);
  assert.match(fleetSummaryMarkdown(good), /^# Fleet sample: passed\n/);
  assert.match(fleetSummaryMarkdown({ ...good, interrupted: true }), /^# Fleet sample: interrupted\n/);
});

test('nothing in a report is asked of the network or of other files', () => {
  const html = fleetReportHtml(SAMPLE_FLEET_RESULTS, PARTS);
  assert.doesNotMatch(html, /<[a-z][^<>]*\s(?:src|href|action)=|https?:\/\/|@import|url\(/);
});

test('text of others cannot end a script or begin a tag', () => {
  const html = fleetReportHtml(SAMPLE_FLEET_RESULTS, PARTS);
  assert.equal(html.match(/<\/script>/g)?.length, 3);
  assert.doesNotMatch(html, /<everything>/);
});

test('the data of the charts is JSON', () => {
  const html = fleetReportHtml(SAMPLE_FLEET_RESULTS, PARTS);
  const [, json = ''] = /<script type="application\/json"[^>]*>([^<]*)<\/script>/.exec(html) ?? [];
  assert.equal(JSON.parse(json).length, 5);
});

test('a run whose crossed thresholds may be the doing of its own machine is inconclusive', () => {
  const { endedBy: _, ...rest } = SAMPLE_FLEET_RESULTS;
  const thresholds = rest.thresholds.map((each) => ({ ...each, ...(!each.isKept && { isOurs: true }) }));
  const metrics = { ...rest.metrics, 'fleet_late_seconds.max': 6.5, fleet_stretch: 2.25 };
  const page = fleetSummaryMarkdown({ ...rest, thresholds, metrics });
  assert.match(page, /^# Fleet sample: inconclusive: this machine was too slow to tell\n/);
  assert.match(page, /came up to 6\.5 s late to what was due, and its work took 2\.[23] times as long/);
  assert.match(page, /\| this machine was too slow \| `nodes_available == nodes_requested` \|/);
  const [first = assert.fail(), ...others] = thresholds;
  const one = { ...rest, metrics, thresholds: [{ ...first, isOurs: false }, ...others] };
  assert.match(fleetSummaryMarkdown(one), /^# Fleet sample: 2 thresholds crossed\n/);
});
