import assert from 'node:assert/strict';
import test from 'node:test';
import { SimulatedClock } from '../protocol/time/simulated-clock.ts';
import { GarbageWatch } from './garbage-watch.ts';

const MB = 1_048_576;
const LOOK_MS = 3_000;

/** A heap of which a test says how large it is, looked at each time. */
function stage() {
  const clock = new SimulatedClock();
  let [used, collections] = [0, 0];
  const watch = new GarbageWatch({
    clock,
    usedBytes: () => used * MB,
    collect: () => {
      collections += 1;
    },
  });
  const collectionsAt = (...sizes: readonly number[]) =>
    sizes.map((size) => {
      used = size;
      clock.advance(LOOK_MS);
      return collections;
    });
  return { clock, watch, collectionsAt };
}

test('a small heap is collected when it has grown by 16 MB, and not again until it has grown anew', () => {
  const { collectionsAt } = stage();
  assert.deepEqual(collectionsAt(24, 30, 39, 40, 25, 40, 41), [0, 0, 0, 1, 1, 1, 2]);
});

test('a heap that stays as large as it was is left alone: that is no garbage', () => {
  const { collectionsAt } = stage();
  assert.deepEqual(collectionsAt(24, 60, 60, 60, 60, 75), [0, 1, 1, 1, 1, 1]);
});

test('a large heap is collected when it has grown by half', () => {
  const { collectionsAt } = stage();
  assert.deepEqual(collectionsAt(500, 700, 749, 750), [0, 0, 0, 1]);
});

test('a heap that V8 has collected by itself counts from there', () => {
  const { collectionsAt } = stage();
  assert.deepEqual(collectionsAt(60, 70, 30, 40, 46), [0, 0, 0, 0, 1]);
});

test('a watch that is stopped looks no more', () => {
  const { clock, watch } = stage();
  watch.stop();
  assert.equal(clock.pendingTimers, 0);
});
