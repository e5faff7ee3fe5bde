import assert from 'node:assert/strict';
import test from 'node:test';
import { storeInMemory } from './testing/store-fixture.ts';

test('the last state of each node is kept, by organisation', async (t) => {
  const store = await storeInMemory(t);
  store.nodes.saveStatus('dev', 'web2', 'up', 1);
  store.nodes.saveStatus('dev', 'web1', 'up', 2);
  store.nodes.saveStatus('ops', 'web1', 'up', 3);
  store.nodes.saveStatus('dev', 'web1', 'down', 4);
  assert.deepEqual(await store.nodes.get('dev', 'web1'), { name: 'web1', status: 'down', updatedAtMs: 4 });
  assert.deepEqual(await store.nodes.get('ops', 'web1'), { name: 'web1', status: 'up', updatedAtMs: 3 });
  store.nodes.saveStatus('dev', 'web1', 'up', 5);
  assert.deepEqual(await store.nodes.list('dev'), [
    { name: 'web1', status: 'up', updatedAtMs: 5 },
    { name: 'web2', status: 'up', updatedAtMs: 1 },
  ]);
  assert.equal(await store.nodes.get('dev', 'never-seen'), undefined);
});

test('at start-up nodes that were up are down; the others keep their time', async (t) => {
  const store = await storeInMemory(t);
  store.nodes.saveStatus('dev', 'web1', 'up', 1);
  store.nodes.saveStatus('dev', 'web2', 'down', 2);
  assert.equal(await store.nodes.markAllDown(9), 1);
  assert.deepEqual(await store.nodes.list('dev'), [
    { name: 'web1', status: 'down', updatedAtMs: 9 },
    { name: 'web2', status: 'down', updatedAtMs: 2 },
  ]);
});

test('a node of an organisation that is gone holds up nobody else', async (t) => {
  const store = await storeInMemory(t);
  store.nodes.saveStatus('gone', 'web1', 'up', 1);
  store.nodes.saveStatus('dev', 'web1', 'up', 1);
  assert.equal((await store.nodes.list('gone')).length, 0);
  assert.equal((await store.nodes.list('dev')).length, 1);
});
