import assert from 'node:assert/strict';
import test from 'node:test';
import { median, quantile, spread, summarise } from './summary.ts';

test('the median is the middle sample, or the mean of the two in the middle', () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([4, 1, 2, 100]), 3);
  assert.equal(median([7]), 7);
});

test('a quantile lies on the line between its neighbours', () => {
  const hundred = Array.from({ length: 101 }, (_, index) => index);
  assert.equal(quantile(hundred, 0.95), 95);
  assert.equal(quantile([0, 10], 0.25), 2.5);
  assert.equal(quantile([3, 1, 2], 0), 1);
  assert.equal(quantile([3, 1, 2], 1), 3);
});

test('a summary keeps the samples in the order in which they were measured', () => {
  const { samples, min, max, quartiles } = summarise([3, 1, 2, 4, 5]);
  assert.deepEqual(samples, [3, 1, 2, 4, 5]);
  assert.deepEqual([min, max, ...quartiles], [1, 5, 2, 4]);
});

test('the spread is half the distance between the quartiles, relative to the median', () => {
  assert.equal(spread(summarise([90, 95, 100, 105, 110])), 0.05);
  assert.equal(spread(summarise([5])), 0);
  assert.equal(spread(summarise([0, 0, 0])), 0);
});

test('nothing cannot be summed up', () => {
  assert.throws(() => summarise([]), RangeError);
});
