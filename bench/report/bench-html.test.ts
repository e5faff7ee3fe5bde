import assert from 'node:assert/strict';
import test from 'node:test';
import { benchCharts } from './bench-charts.ts';
import { benchHtml } from './bench-html.ts';
import { fleetFigures, SAMPLE_BENCH } from './testing/sample-bench.ts';

test('what is measured with several fleets is a chart over their size, the smallest first', () => {
  assert.deepEqual(benchCharts(SAMPLE_BENCH.figures), [
    {
      title: 'Memory',
      xUnit: 'nodes',
      unit: 'KB',
      series: ['ours', 'floor'],
      data: [
        [500, 1_000],
        [20, 40],
        [20, 20],
      ],
    },
  ]);
  assert.deepEqual(benchCharts(fleetFigures(500, 1, 1)), []);
});

test('the page tells the machine, the targets, and escapes what it is told', () => {
  const page = benchHtml(SAMPLE_BENCH);
  assert.match(page, /1 of 2 targets met/);
  assert.match(page, /2 cores of any/);
  assert.match(page, /full run, interrupted/);
  assert.match(page, /bare &amp; simple/);
  assert.match(page, /it &lt;broke&gt;/);
  assert.match(page, /id="chart-data"/);
});
