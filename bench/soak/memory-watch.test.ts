import assert from 'node:assert/strict';
import test from 'node:test';
import { memoryTrend } from './memory-watch.ts';

/** A sample every two seconds, in minutes. */
const samples = (minutes: number, at: (x: number) => number) =>
  Array.from({ length: minutes * 30 }, (_, index) => index / 30).map((x) => ({ x, y: at(x) }));

test('the first third of a short soak is left out', () => {
  const trend = memoryTrend(samples(3, (x) => (x < 0.98 ? 100 * x : 98)));
  assert.equal(trend?.slope, 0);
});

test('of a long soak two minutes are left out', () => {
  assert.equal(memoryTrend(samples(10, (x) => (x < 1.9 ? x : 2)))?.slope, 0);
  assert.ok((memoryTrend(samples(10, (x) => Math.min(x, 2.5)))?.slope ?? 0) > 0);
});

test('a soak without samples has no trend', () => {
  assert.equal(memoryTrend([]), undefined);
});
