import assert from 'node:assert/strict';
import test from 'node:test';
import { storeInMemory } from './testing/store-fixture.ts';

const session = (node: string, issuedAtMs: number, id = `id of ${node}`) => ({
  org: 'dev',
  node,
  clientKey: 'f'.repeat(64),
  id,
  issuedAtMs,
  signedUntilMs: issuedAtMs + 1,
});

test('sessions are listed by age, each with the key of its client; the last word on each node counts', async (t) => {
  const store = await storeInMemory(t);
  await store.clients.insert({ org: 'dev', name: 'web1', publicKey: 'pem', validator: false }, []);
  await store.clients.insert({ org: 'ops', name: 'web2', publicKey: 'pem', validator: false }, []);
  store.sessions.save(session('web2', 2));
  store.sessions.save(session('web1', 1, 'first'));
  store.sessions.save(session('web3', 3));
  store.sessions.delete('dev', 'web3');
  store.sessions.save({ ...session('web1', 9), org: 'gone' });
  assert.deepEqual(await store.sessions.list(), [
    { ...session('web1', 1, 'first'), publicKey: 'pem' },
    { ...session('web2', 2), publicKey: undefined },
  ]);
  store.sessions.delete('dev', 'web1');
  store.sessions.save(session('web1', 4, 'second'));
  assert.deepEqual(
    (await store.sessions.list()).map(({ id }) => id),
    ['id of web2', 'second'],
  );
});

test('old sessions can be dropped', async (t) => {
  const store = await storeInMemory(t);
  store.sessions.save(session('web1', 1));
  store.sessions.save(session('web2', 2));
  assert.equal(await store.sessions.deleteIssuedBefore(2), 1);
  assert.deepEqual(
    (await store.sessions.list()).map(({ node }) => node),
    ['web2'],
  );
});
