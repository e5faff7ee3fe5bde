import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { Script } from 'node:vm';
import { listParts } from '../html/list.ts';
import { parseResults } from './parse-results.ts';
import { conformanceReportHtml } from './report-html.ts';
import { SAMPLE_CONFORMANCE_RESULTS, SAMPLE_FACTS, SAMPLE_MESSAGES } from './testing/sample-run.ts';
import { writeReports } from './write-reports.ts';

const PAGE = conformanceReportHtml(SAMPLE_CONFORMANCE_RESULTS, listParts());

test('text of a judged server is shown and never markup', () => {
  assert.doesNotMatch(PAGE, /<img|onerror="/);
  assert.match(PAGE, /&lt;\/script&gt;&lt;img src=x onerror=&quot;fetch\(&#39;/);
  assert.equal(PAGE.match(/<script>/g)?.length, 3);
  assert.equal(PAGE.match(/<\/script>/g)?.length, 3);
});

test('the page asks nothing of the network and of no other file', () => {
  assert.doesNotMatch(PAGE, /<[a-z][^<>]*\s(?:src|action)=|@import|url\(|href="(?!#)/);
  assert.match(PAGE, /default-src &#39;none&#39;/);
});

test('its scripts are scripts', () => {
  for (const script of listParts().scripts) new Script(script);
});

test('all reports of a run are written into its folder', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'reports-'));
  context.after(() => rmSync(folder, { recursive: true }));
  writeReports(join(folder, 'made'), SAMPLE_MESSAGES, SAMPLE_FACTS);
  assert.deepEqual(readdirSync(join(folder, 'made')).toSorted(), [
    'annotations.txt',
    'badge.json',
    'environment.json',
    'junit.xml',
    'report.html',
    'rerun.txt',
    'results.json',
    'summary.md',
  ]);
  assert.ok(parseResults(readFileSync(join(folder, 'made/results.json'), 'utf8')).ok);
});
