import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import test from 'node:test';
import { Script } from 'node:vm';
import { reportHtml } from './report-html.ts';
import { summaryMarkdown } from './summary-md.ts';
import { SAMPLE_RESULTS } from './testing/sample-results.ts';

/** `UPDATE_GOLDEN=1` writes them anew. */
function assertGolden(name: string, text: string): void {
  const file = new URL(`golden/${name}`, import.meta.url);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, text);
  assert.equal(text, readFileSync(file, 'utf8'));
}

const LIBRARY = { script: '/* the library */', style: '/* its style */' };

test('the summary is as its golden file', () => {
  assertGolden('summary.md', summaryMarkdown(SAMPLE_RESULTS));
});

test('the report is as its golden file', () => {
  assertGolden('report.html', reportHtml(SAMPLE_RESULTS, LIBRARY));
});

test('a run that kept every threshold has passed', () => {
  const good = { ...SAMPLE_RESULTS, thresholds: SAMPLE_RESULTS.thresholds.filter((each) => each.isKept) };
  assert.match(summaryMarkdown(good), /^# Fleet sample: passed\n/);
  assert.match(summaryMarkdown({ ...good, interrupted: true }), /^# Fleet sample: interrupted\n/);
});

test('nothing in a report is asked of the network or of other files', () => {
  const html = reportHtml(SAMPLE_RESULTS, LIBRARY);
  assert.doesNotMatch(html, /(src|href)=|https?:\/\/|@import|url\(/);
});

test('text of others cannot end a script or begin a tag', () => {
  const html = reportHtml(SAMPLE_RESULTS, LIBRARY);
  assert.equal(html.match(/<\/script>/g)?.length, 3);
  assert.doesNotMatch(html, /<everything>/);
});

test('the scripts of the page are scripts, and its data is JSON', () => {
  const html = reportHtml(SAMPLE_RESULTS, LIBRARY);
  const scripts = [...html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)];
  for (const [, attributes = '', text = ''] of scripts) {
    if (attributes.includes('json')) assert.equal(JSON.parse(text).length, 4);
    else new Script(text);
  }
});
