import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import test from 'node:test';
import { accessFixture, granted, KEYS } from './testing/access-fixture.ts';

test('what becomes of clients is told before whoever changed it is answered', async (t) => {
  const { access } = await accessFixture(t);
  const told: string[] = [];
  const nameOf = (pem: string) => ['first', 'second'][KEYS.indexOf(pem)] ?? 'another';
  access.listen({
    clientIs: (org, name, key) => {
      const is = key === undefined ? 'gone' : nameOf(key.export({ type: 'spki', format: 'pem' }).toString());
      told.push(`${org}/${name} ${is}`);
    },
    organisationGone: (org) => told.push(`${org} gone`),
  });
  granted(await access.clients.create('dev', { name: 'web1', publicKey: KEYS[0] }));
  assert.deepEqual(told.splice(0), ['dev/web1 first']);
  granted(await access.clients.rotateKey('dev', 'web1', KEYS[1]));
  assert.deepEqual(told.splice(0), ['dev/web1 second']);
  granted(await access.clients.delete('dev', 'web1'));
  assert.deepEqual(told.splice(0), ['dev/web1 gone']);
  await access.clients.delete('dev', 'web1');
  await access.clients.rotateKey('dev', 'web1', KEYS[0]);
  assert.deepEqual(told, []);
  granted(await access.organisations.delete('dev'));
  assert.deepEqual(told, ['dev gone']);
});

test('whoever was looked up before a right was taken away can be told from the count of changes', async (t) => {
  const { access } = await accessFixture(t);
  granted(await access.clients.create('dev', { name: 'web1', publicKey: KEYS[0] }));
  granted(await access.users.create({ name: 'jane', publicKey: KEYS[0] }));
  granted(await access.users.associate('dev', 'jane'));
  for (const change of [
    () => access.clients.rotateKey('dev', 'web1', KEYS[1]),
    () => access.clients.delete('dev', 'web1'),
    () => access.groups.create('dev', 'pushy_job_readers'),
    () => access.groups.put('dev', 'pushy_job_readers', { users: ['jane'], clients: [], groups: [] }),
    () => access.groups.delete('dev', 'pushy_job_readers'),
    () => access.users.dissociate('dev', 'jane'),
    () => access.users.delete('jane'),
    () => access.organisations.delete('dev'),
  ]) {
    const before = access.changes;
    granted<unknown>(await change());
    assert.ok(access.changes > before, String(change));
  }
});

test('a client that is new has the key that was given', async (t) => {
  const { access } = await accessFixture(t);
  let seen: boolean | undefined;
  access.listen({
    clientIs: (_org, _name, key) => {
      seen = key?.equals(createPublicKey(KEYS[0]));
    },
    organisationGone: () => undefined,
  });
  granted(await access.clients.create('dev', { name: 'web1', publicKey: KEYS[0] }));
  assert.equal(seen, true);
});
