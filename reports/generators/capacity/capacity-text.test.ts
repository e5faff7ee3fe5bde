import assert from 'node:assert/strict';
import test from 'node:test';
import { capacityCharts, capacityHtml } from './capacity-html.ts';
import type { CapacityResults } from './capacity-results.ts';
import { bottlenecksOf, capacityHeadline, capacityVerdict, edgeText } from './capacity-text.ts';
import { SAMPLE_CAPACITY_RESULTS as RESULTS } from './testing/sample-capacity.ts';

test('the verdict says what is held, what is not, and how sure that is', () => {
  assert.equal(capacityVerdict(RESULTS), 'holds 1,000 nodes, not 2,000; confidence 88 %');
  assert.equal(
    edgeText(RESULTS),
    '3 of 3 runs with 1,000 nodes kept it, 0 of 1 runs with 2,000 nodes kept it',
  );
  assert.deepEqual(bottlenecksOf(RESULTS), ['<busy> at 9']);
});

test('nothing held, all held and nothing found are said as such', () => {
  const verdictOf = (found: NonNullable<CapacityResults['found']>) => capacityVerdict({ ...RESULTS, found });
  assert.equal(
    verdictOf({ holds: 0, breaks: 1, confidence: 0.9 }),
    'holds no fleet that was tried, down to 1 node; confidence 90 %',
  );
  assert.equal(
    verdictOf({ holds: 500, confidence: 0.5 }),
    'holds 500 nodes, the most that was tried; confidence 50 %',
  );
  const { found: _, ...cutOff } = RESULTS;
  assert.equal(capacityVerdict(cutOff), 'no verdict: interrupted after 4 runs');
  assert.equal(capacityHeadline(cutOff), 'No verdict: interrupted after 4 runs');
});

test('each metric of the condition is a curve over the nodes, by the median of the runs', () => {
  assert.deepEqual(capacityCharts(RESULTS), [
    {
      title: 'vote_seconds.p99',
      xUnit: 'nodes',
      unit: 'seconds',
      series: ['vote_seconds.p99'],
      data: [
        [1_000, 2_000],
        [3, 9],
      ],
    },
  ]);
});

test('the page holds the condition, every run, and escapes what it was told', () => {
  const page = capacityHtml(RESULTS, { script: '', style: '' });
  assert.match(page, /vote_seconds.p99 &lt; 5 \(9\)/);
  assert.match(page, /&lt;busy&gt; at 9/);
  assert.match(page, /<h1>The server holds 1,000 nodes, not 2,000; confidence 88 %<\/h1>/);
  assert.match(page, /Capacity of the reference server/);
});
