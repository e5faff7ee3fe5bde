import assert from 'node:assert/strict';
import test from 'node:test';
import { type Figure, figuresOf } from '../run/figure.ts';
import { costGrowth } from './cost-growth.ts';

function fleetOf(nodes: number, jobMs: readonly number[], memory: readonly number[]): readonly Figure[] {
  return figuresOf(
    {
      name: `growth/${nodes}`,
      nodes: { full: nodes, quick: nodes, smoke: nodes },
      floorTitle: 'bare',
      figures: [
        { key: 'job', title: 'Job', unit: 'ms', targets: [] },
        { key: 'serverMemory', title: 'Memory', unit: 'bytes', targets: [] },
      ],
    },
    jobMs.map((job, round) => ({ floor: {}, ours: { job, serverMemory: memory[round] ?? 0 } })),
    'full',
  );
}

test('the cost of a node in the large fleet stands beside that in the small one, round by round', () => {
  const figures = [...fleetOf(1_000, [100, 200], [50, 50]), ...fleetOf(10_000, [1_100, 2_600], [100, 100])];
  assert.deepEqual(
    costGrowth(figures).map(({ name, ours, floor, ratio, verdicts }) => [
      name,
      ours.median,
      floor?.median,
      ratio?.samples,
      verdicts[0]?.met,
    ]),
    [
      ['growth/cost.job', 185, 150, [1.1, 1.3], true],
      ['growth/cost.serverMemory', 100, 50, [2, 2], false],
    ],
  );
});

test('with one of the fleets alone nothing is said', () => {
  assert.deepEqual(costGrowth(fleetOf(10_000, [1], [1])), []);
});
