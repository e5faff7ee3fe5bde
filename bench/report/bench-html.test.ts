import assert from 'node:assert/strict';
import test from 'node:test';
import { type Figure, figuresOf } from '../run/figure.ts';
import { benchCharts } from './bench-charts.ts';
import type { BenchFile } from './bench-file.ts';
import { benchHtml } from './bench-html.ts';

function fleetOf(nodes: number, memory: number, floor: number): readonly Figure[] {
  return figuresOf(
    {
      name: `growth/${nodes}`,
      nodes: { full: nodes, quick: nodes, smoke: nodes },
      floorTitle: 'bare & simple',
      figures: [{ key: 'memory', title: 'Memory', unit: 'bytes', targets: [{ of: 'ratio', atMost: 1.5 }] }],
    },
    [{ ours: { memory }, floor: { memory: floor } }],
    'full',
  );
}

const FIGURES = [...fleetOf(1_000, 40_960, 20_480), ...fleetOf(500, 20_480, 20_480)];

test('what is measured with several fleets is a chart over their size, the smallest first', () => {
  assert.deepEqual(benchCharts(FIGURES), [
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
  assert.deepEqual(benchCharts(fleetOf(500, 1, 1)), []);
});

test('the page tells the machine, the targets, and escapes what it is told', () => {
  const file: BenchFile = {
    kind: 'push-harness/bench',
    version: 2,
    date: '2020-01-01T00:00:00Z',
    machine: { cpu: 'any', cores: 2, memoryBytes: 1, system: 'linux', node: 'v20', loadBefore: 0 },
    size: 'full',
    interrupted: true,
    seconds: 5,
    figures: FIGURES,
    failures: [{ name: 'growth/2000', message: 'it <broke>' }],
  };
  const page = benchHtml(file);
  assert.match(page, /1 of 2 targets met/);
  assert.match(page, /2 cores of any/);
  assert.match(page, /full run, interrupted/);
  assert.match(page, /bare &amp; simple/);
  assert.match(page, /it &lt;broke&gt;/);
  assert.match(page, /id="chart-data"/);
});
