import assert from 'node:assert/strict';
import test from 'node:test';
import type { Figure } from '../run/figure.ts';
import { figureOf } from '../testing/figure-of.ts';
import type { BenchFile } from './bench-file.ts';
import { compareFigures, renderComparison } from './compare.ts';

function file(...figures: readonly Figure[]): BenchFile {
  const machine = { cpu: 'any', cores: 2, memoryBytes: 1, system: 'linux', node: 'v20', loadBefore: 0 };
  return {
    kind: 'push-harness/bench',
    version: 2,
    date: '2020-01-01T00:00:00Z',
    machine,
    size: 'full',
    seconds: 1,
    figures,
    interrupted: false,
    failures: [],
  };
}

test('a machine of half the speed moves nothing, because ratios are compared', () => {
  const [found] = compareFigures(file(figureOf([80, 82], [100, 100])), file(figureOf([40, 41], [50, 50])));
  assert.deepEqual([found?.subject, found?.moved], ['ratio', false]);
});

test('a change within what the rounds differ by is noise', () => {
  const [found] = compareFigures(file(figureOf([80, 100, 120], [])), file(figureOf([90, 110, 130], [])));
  assert.equal(found?.moved, false);
});

test('a change beyond it is a movement', () => {
  const [found] = compareFigures(file(figureOf([99, 100, 101], [])), file(figureOf([119, 120, 121], [])));
  assert.deepEqual([found?.moved, found?.change], [true, 0.2]);
});

test('a figure that only one file has is left out', () => {
  assert.deepEqual(compareFigures(file(figureOf([1], [])), file(figureOf([1], [], { key: 'other' }))), []);
});

test('what moved comes first, with a line that counts', () => {
  const steady = (value: number) => figureOf([value, value], [], { key: 'steady' });
  const before = file(steady(5), figureOf([100, 100], []));
  const after = file(steady(5), figureOf([50, 50], []));
  assert.equal(
    renderComparison(before, after),
    [
      'figure                 of      old   new  change  noise',
      '─────────────────────  ────  ─────  ────  ──────  ─────  ────────────',
      'broker/example.rate    ours  100/s  50/s   -50 %    5 %  moved',
      'broker/example.steady  ours    5/s   5/s     0 %    5 %  within noise',
      '',
      '1 of 2 figures moved beyond noise',
    ].join('\n'),
  );
});
