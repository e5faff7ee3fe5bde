import assert from 'node:assert/strict';
import test from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { SimulatedClock } from '../protocol/time/simulated-clock.ts';
import { Ahead } from './ahead.ts';

const START_MS = 50;

/** Acts of so many milliseconds, and those that were done. */
function stage(...actsMs: readonly number[]) {
  const clock = new SimulatedClock();
  const ahead = new Ahead(clock);
  const done: number[] = [];
  for (const ms of actsMs) {
    ahead.add(() => {
      clock.advance(ms);
      done.push(ms);
    });
  }
  const pass = async (ms: number) => {
    clock.advance(ms);
    await nextTurn();
  };
  return { clock, ahead, done, pass };
}

test('nothing is done ahead before the start is over', async () => {
  const { ahead, done, pass } = stage(1);
  ahead.start();
  await pass(START_MS - 1);
  assert.deepEqual(done, []);
  await pass(1);
  assert.deepEqual(done, [1]);
});

test('after each turn others have four times its length, and a tenth of a second at most', async () => {
  const { ahead, done, pass } = stage(5, 1_000, 3);
  ahead.start();
  await pass(START_MS);
  await pass(19);
  assert.deepEqual(done, [5]);
  await pass(1);
  assert.deepEqual(done, [5, 1_000]);
  await pass(99);
  assert.deepEqual(done, [5, 1_000]);
  await pass(1);
  assert.deepEqual(done, [5, 1_000, 3]);
});

test('an act that fails keeps none of the others away', async () => {
  const { clock, ahead, done, pass } = stage();
  ahead.add(() => Promise.reject(new Error('not there')));
  ahead.add(() => void done.push(1));
  ahead.start();
  await pass(START_MS);
  clock.advance(0);
  await nextTurn();
  assert.deepEqual(done, [1]);
});

test('when the server stops nothing more is done, and no timer is left', async () => {
  const { clock, ahead, done, pass } = stage(1, 2);
  let goesOn: boolean | undefined;
  ahead.add(async (endTurn) => {
    ahead.stop();
    goesOn = await endTurn();
  });
  ahead.add(() => void done.push(3));
  ahead.start();
  await pass(START_MS);
  await pass(4);
  await pass(8);
  assert.deepEqual([done, goesOn, clock.pendingTimers], [[1, 2], false, 0]);
});
