import assert from 'node:assert/strict';
import test from 'node:test';
import { figureOf } from '../testing/figure-of.ts';
import type { FigureTarget } from './benchmark.ts';
import { figuresOf } from './figure.ts';

test('the ratio is taken round by round, so that a slow stretch hits both sides', () => {
  const figure = figureOf([80, 8, 800], [100, 10, 1_000]);
  assert.equal(figure.ratio?.median, 0.8);
  assert.equal(figure.difference?.median, -20);
  assert.equal(figure.name, 'broker/example.rate');
});

test('a target is met by the median alone', () => {
  const isMet = (target: FigureTarget) =>
    figureOf([1, 2, 9], [2, 2, 2], { targets: [target] }).verdicts.map(({ met }) => met);
  assert.deepEqual(isMet({ of: 'ours', atMost: 2 }), [true]);
  assert.deepEqual(isMet({ of: 'ours', atLeast: 3 }), [false]);
  assert.deepEqual(isMet({ of: 'ratio', atLeast: 1 }), [true]);
  assert.deepEqual(isMet({ of: 'difference', atMost: -1 }), [false]);
});

test('a figure may have no floor; a target that needs one is then missed', () => {
  const figure = figureOf([1], [], { targets: [{ of: 'ratio', atLeast: 0 }] });
  assert.deepEqual([figure.floor, figure.ratio, figure.verdicts[0]?.met], [null, null, false]);
});

test('a figure that was not measured is a bug of the benchmark', () => {
  const benchmark = {
    name: 'broker/example',
    floorTitle: 'bare',
    figures: [{ key: 'rate', title: 'Messages', unit: 'messages/s', targets: [] }],
  } as const;
  assert.throws(
    () => figuresOf(benchmark, [{ floor: {}, ours: {} }], 'full'),
    /did not measure broker\/example\.rate/,
  );
});
