import assert from 'node:assert/strict';
import test from 'node:test';
import { SharedMaking, SharedMakings } from './shared-making.ts';

/** Makings that a test ends. */
function stage() {
  const ends: (() => void)[] = [];
  const make = () =>
    new Promise<number>((resolve, reject) => {
      const number = ends.length + 1;
      ends.push(() => (number === 3 ? reject(new Error('third')) : resolve(number)));
    });
  return { ends, make };
}

test('whoever asks while it is made gets the next one, and all of them the same', async () => {
  const { ends, make } = stage();
  const making = new SharedMaking(make);
  const first = making.get();
  const later = [making.get(), making.get()];
  assert.equal(ends.length, 1);
  ends[0]?.();
  assert.equal(await first, 1);
  while (ends.length < 2) await Promise.resolve();
  ends[1]?.();
  assert.deepEqual(await Promise.all(later), [2, 2]);
  assert.ok(making.isIdle);
});

test('a making that fails fails for those who share it, and the next begins', async () => {
  const { ends, make } = stage();
  ends.push(
    () => undefined,
    () => undefined,
  );
  const making = new SharedMaking(make);
  const failing = making.get();
  const next = making.get();
  ends[2]?.();
  await assert.rejects(failing, /third/);
  while (ends.length < 4) await Promise.resolve();
  ends[3]?.();
  assert.equal(await next, 4);
});

test('each key has makings of its own', async () => {
  const { ends, make } = stage();
  const makings = new SharedMakings<number>();
  const both = [makings.get('a', make), makings.get('b', make)];
  assert.equal(ends.length, 2);
  for (const end of ends) end();
  assert.deepEqual(await Promise.all(both), [1, 2]);
});
