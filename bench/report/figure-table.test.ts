import assert from 'node:assert/strict';
import test from 'node:test';
import { figureOf } from '../testing/figure-of.ts';
import { renderFigures } from './figure-table.ts';

test('a figure stands beside its floor, its ratio and its target', () => {
  const met = figureOf([80_000], [100_000], { targets: [{ of: 'ratio', atLeast: 0.6 }] });
  const missed = figureOf([90 * 1_024], [50 * 1_024], {
    key: 'memory',
    title: 'Memory',
    unit: 'bytes',
    targets: [
      { of: 'difference', atMost: 30 * 1_024 },
      { of: 'ours', atMost: 100 * 1_024 },
    ],
  });
  const bare = figureOf([1.234], [], { key: 'spread', title: 'Spread', unit: 'ms' });
  assert.equal(
    renderFigures([met, missed, bare]),
    [
      'figure          ours      floor  ratio    ±  target',
      '──────────  ────────  ─────────  ─────  ───  ──────────────────────────────────────',
      'broker/example  (floor: bare)',
      '  Messages  80,000/s  100,000/s    0.8  0 %  met    ratio ≥ 0.6',
      '  Memory       90 KB      50 KB    1.8  0 %  MISSED ≤ 30 KB above the floor (40 KB)',
      '                                             met    ≤ 100 KB',
      '  Spread     1.23 ms          –      –  0 %',
    ].join('\n'),
  );
});
