import assert from 'node:assert/strict';
import test from 'node:test';
import { growthOf, slopeOf, trendOf } from './trend.ts';

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

/** A sample every two seconds, in minutes. */
const samples = (minutes: number, at: (x: number) => number) =>
  Array.from({ length: minutes * 30 }, (_, index) => index / 30).map((x) => ({ x, y: at(x) }));

test('what is taken in the first half of the time is no growth', () => {
  assert.equal(growthOf(samples(10, (x) => Math.min(x, 4.5))), 0);
  assert.ok((growthOf(samples(10, (x) => Math.min(x, 5.5))) ?? 0) > 0);
  assert.ok(Math.abs((growthOf(samples(10, (x) => 3 * x)) ?? 0) - 3) < 1e-9);
});

test('what may be chance is no growth, and of few points none is told', () => {
  const saw = growthOf(samples(10, (x) => Math.round(x * 30) % 2)) ?? Number.NaN;
  assert.ok(saw < 0, String(saw));
  assert.equal(growthOf(samples(10, (x) => x).slice(-12)), undefined);
});

test('a slope wants two different x', () => {
  assert.equal(slopeOf([]), undefined);
  assert.equal(slopeOf([{ x: 1, y: 5 }]), undefined);
});
