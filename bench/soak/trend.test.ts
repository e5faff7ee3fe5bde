import assert from 'node:assert/strict';
import test from 'node:test';
import { trendOf } from './trend.ts';

const line = (...ys: readonly number[]) => ys.map((y, x) => ({ x, y }));

test('points on a line have its slope and no error', () => {
  assert.deepEqual(trendOf(line(5, 7, 9, 11)), { slope: 2, slopeError: 0, points: 4 });
});

test('the error is the textbook one', () => {
  // residuals 1/6, -1/3, 1/6 about the slope 1/2
  const trend = trendOf(line(1, 1, 2));
  assert.equal(trend?.slope, 0.5);
  assert.ok(Math.abs((trend?.slopeError ?? 0) - Math.sqrt(1 / 6 / 2)) < 1e-12);
});

test('a saw about a level is flat within its error', () => {
  const trend = trendOf(line(10, 14, 10, 14, 10, 14, 10, 14, 10));
  assert.ok(trend && Math.abs(trend.slope) < 2 * trend.slopeError);
});

test('two points, or many at one moment, have no trend', () => {
  assert.equal(trendOf(line(1, 2)), undefined);
  assert.equal(trendOf([1, 2, 3].map((y) => ({ x: 7, y }))), undefined);
});
