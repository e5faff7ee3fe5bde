import assert from 'node:assert/strict';
import test from 'node:test';
import { memoryTrend } from './memory-watch.ts';

/** A sample every two seconds, in minutes. */
const samples = (minutes: number, at: (x: number) => number) =>
  Array.from({ length: minutes * 30 }, (_, index) => index / 30).map((x) => ({ x, y: at(x) }));

test('the warm-up is left out, and nothing more', () => {
  assert.equal(
    memoryTrend(
      samples(10, (x) => Math.min(x, 4.5)),
      0.5,
    )?.slope,
    0,
  );
  assert.ok(
    (memoryTrend(
      samples(10, (x) => Math.min(x, 5.5)),
      0.5,
    )?.slope ?? 0) > 0,
  );
});

test('a soak without samples has no trend', () => {
  assert.equal(memoryTrend([], 0.5), undefined);
});
