import assert from 'node:assert/strict';
import test from 'node:test';
import { Random } from './random.ts';

function draw(random: Random, count: number): readonly number[] {
  return Array.from({ length: count }, () => random.next());
}

test('the same seed replays the same numbers, another one does not', () => {
  assert.deepEqual(draw(new Random(7, 'web1'), 50), draw(new Random(7, 'web1'), 50));
  assert.notDeepEqual(draw(new Random(7, 'web1'), 5), draw(new Random(7, 'web2'), 5));
  assert.notDeepEqual(draw(new Random('a', 'bc'), 5), draw(new Random('ab', 'c'), 5));
});

test('the numbers are spread evenly between 0 and 1', () => {
  const numbers = draw(new Random('even'), 20_000);
  assert.ok(numbers.every((number) => number >= 0 && number < 1));
  for (let tenth = 0; tenth < 10; tenth++) {
    const share = numbers.filter((number) => Math.floor(number * 10) === tenth).length / numbers.length;
    assert.ok(Math.abs(share - 0.1) < 0.01, `${share}`);
  }
});

test('the distributions have the mean that they are given', () => {
  const random = new Random('mean');
  const mean = (sample: () => number) =>
    Array.from({ length: 20_000 }, sample).reduce((sum, value) => sum + value, 0) / 20_000;
  assert.ok(Math.abs(mean(() => random.between(100, 300)) - 200) < 2);
  assert.ok(Math.abs(mean(() => random.normal(200, 50)) - 200) < 2);
  assert.ok(Math.abs(mean(() => random.exponential(200)) - 200) < 6);
  assert.ok(Math.abs(mean(() => Number(random.chance(0.25))) - 0.25) < 0.02);
});
