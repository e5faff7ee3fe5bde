import assert from 'node:assert/strict';
import test from 'node:test';
import type { Clock } from '../../time/clock.ts';
import { configTimeMs } from './config-time.ts';

let servers = 0;

/** Of a server that no other test has. */
function world() {
  let nowMs = 1_800_000_000_000;
  const clock: Clock = {
    now: () => nowMs,
    monotonic: () => nowMs,
    after: () => ({ cancel: () => undefined }),
  };
  servers += 1;
  const serverUrl = `http://server${servers}`;
  const timeOf = (key: string, user = 'web1') =>
    configTimeMs({ serverUrl, org: 'dev', user, clock }, key) - clock.now();
  const wait = (ms: number) => {
    nowMs += ms;
  };
  return { timeOf, wait };
}

test('a request is signed now, and again and again with the same key', () => {
  const { timeOf, wait } = world();
  assert.deepEqual([timeOf('a'), timeOf('a')], [0, 0]);
  wait(1_000);
  assert.equal(timeOf('b'), 0);
});

test('with another key in the same second it is signed as of a later one', () => {
  const { timeOf, wait } = world();
  assert.deepEqual([timeOf('a'), timeOf('b'), timeOf('b'), timeOf('c')], [0, 1_000, 1_000, 2_000]);
  assert.equal(timeOf('a', 'web2'), 0);
  wait(1_000);
  assert.equal(timeOf('d'), 2_000);
  wait(5_000);
  assert.equal(timeOf('e'), 0);
});

test('nobody gets ever further ahead', () => {
  const { timeOf } = world();
  const times = Array.from({ length: 1_000 }, (_, key) => timeOf(String(key)));
  assert.ok(Math.max(...times) <= 60_000);
});

test('whose clock is put back signs as of then', () => {
  const { timeOf, wait } = world();
  wait(600_000);
  timeOf('a');
  wait(-600_000);
  assert.equal(timeOf('b'), 0);
});
