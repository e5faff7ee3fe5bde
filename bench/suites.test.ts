import assert from 'node:assert/strict';
import test from 'node:test';
import { BenchUsageError } from './options.ts';
import { BENCHMARKS, chosen } from './suites.ts';

const namesOf = (names: readonly string[]) => chosen(names, 'full').map(({ name }) => name);

test('without names everything is meant', () => {
  assert.deepEqual(chosen([], 'full'), BENCHMARKS);
});

test('a suite means all that is in it, a name one, and none runs twice', () => {
  assert.deepEqual(namesOf(['feeds/idle', 'feeds', 'start']), [
    'feeds/readers',
    'feeds/broker',
    'feeds/idle',
    'start/ready',
  ]);
});

test('a name that means nothing is refused, with those there are', () => {
  assert.throws(
    () => chosen(['brok'], 'full'),
    (error) => error instanceof BenchUsageError && /broker\/memory/.test(error.message),
  );
});

test('to see that everything runs, one size of fleet is enough, unless others are named', () => {
  const names = chosen([], 'smoke').map(({ name }) => name);
  assert.equal(names.filter((name) => name.startsWith('growth/')).length, 1);
  assert.ok(names.includes('broker/throughput'));
  assert.equal(chosen(['growth/5000'], 'smoke').length, 1);
});

test('every figure has a name of its own', () => {
  const names = BENCHMARKS.flatMap(({ name, figures }) => figures.map(({ key }) => `${name}.${key}`));
  assert.equal(new Set(names).size, names.length);
});
