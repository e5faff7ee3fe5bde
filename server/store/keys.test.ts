import assert from 'node:assert/strict';
import test from 'node:test';
import { storeInMemory } from './testing/store-fixture.ts';

const key = (letter: string, admittedAtMs: number) => ({
  curvePublicKey: letter.repeat(40),
  org: 'dev',
  node: `node-${letter}`,
  admittedAtMs,
  session: `session-${letter}`,
});

test('admitted keys are listed by age; the last word on each counts', async (t) => {
  const store = await storeInMemory(t);
  store.keys.save(key('b', 2));
  store.keys.save(key('a', 1));
  store.keys.save(key('c', 3));
  store.keys.delete(key('c', 3).curvePublicKey);
  assert.deepEqual(await store.keys.list(), [key('a', 1), key('b', 2)]);
  store.keys.save(key('a', 4));
  store.keys.delete(key('b', 2).curvePublicKey);
  store.keys.save(key('b', 5));
  store.keys.save({ ...key('x', 9), org: 'gone' });
  assert.deepEqual(await store.keys.list(), [key('a', 4), key('b', 5)]);
});

test('old keys can be dropped', async (t) => {
  const store = await storeInMemory(t);
  store.keys.save(key('a', 1));
  store.keys.save(key('b', 2));
  assert.equal(await store.keys.deleteAdmittedBefore(2), 1);
  assert.deepEqual(await store.keys.list(), [key('b', 2)]);
});
