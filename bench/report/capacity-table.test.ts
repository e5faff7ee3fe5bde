import assert from 'node:assert/strict';
import test from 'node:test';
import { growth } from '../growth/growth.ts';
import { figuresOf } from '../run/figure.ts';
import { capacityTable } from './capacity-table.ts';

test('each fleet is a row, and what was missed is said below', () => {
  const benchmark = growth.find(({ name }) => name === 'growth/1000');
  assert.ok(benchmark);
  const measures = Object.fromEntries(benchmark.figures.map(({ key }) => [key, 0]));
  const rounds = [{ ours: { ...measures, up: 400, job: 1_500 }, floor: { up: 1_000, job: 500 } }];
  const text = capacityTable({
    kind: 'push-harness/bench',
    version: 2,
    date: '2020-01-02T00:00:00Z',
    machine: { cpu: 'any', cores: 2, memoryBytes: 1, system: 'linux', node: 'v20', loadBefore: 0 },
    size: 'full',
    interrupted: false,
    seconds: 1,
    figures: figuresOf(benchmark, rounds, 'full'),
    failures: [],
  });
  assert.match(text, /2 cores of any.*; 2020-01-02\./);
  assert.match(text, /\| 1,000 \| 2\.5 s \| 0\.4 \| 1\.5 s \| 3 \|/);
  assert.match(text, /- Nodes coming up \(`growth\/1000\.up`\): wanted ratio ≥ 0\.5, got 0\.4/);
  assert.match(text, /wanted ≤ 1,000 ms, got 1,500 ms/);
});
