import assert from 'node:assert/strict';
import test from 'node:test';
import type { User } from './store.ts';
import { DEV, jobRecord, OPS, storeInMemory } from './testing/store-fixture.ts';

const user = (name: string): User => ({
  name,
  publicKey: 'pem',
  superuser: false,
  displayName: '',
  firstName: '',
  middleName: '',
  lastName: '',
  email: '',
});

test('a name or an id that is taken is told and changes nothing', async (t) => {
  const store = await storeInMemory(t);
  assert.equal(await store.organisations.insert({ ...DEV, id: '0'.repeat(32), fullName: 'Other' }), false);
  assert.equal(await store.organisations.insert({ ...DEV, name: 'other' }), false);
  assert.deepEqual(await store.organisations.list(), [DEV, OPS]);
});

test('an organisation is founded whole, groups within groups, or not at all', async (t) => {
  const store = await storeInMemory(t);
  await store.users.insert(user('admin'));
  const lab = { name: 'lab', fullName: 'Lab', id: '1'.repeat(32) };
  const groups = [
    { name: 'admins', users: ['admin'], clients: [], groups: ['late'] },
    { name: 'late', users: [], clients: [], groups: [] },
  ];
  await assert.rejects(store.organisations.insert(lab, { users: ['nobody'], groups }), /FOREIGN KEY/);
  assert.equal(await store.organisations.get('lab'), undefined);
  assert.equal(await store.organisations.insert(lab, { users: ['admin'], groups }), true);
  assert.deepEqual(await store.groups.get('lab', 'admins'), groups[0]);
  assert.deepEqual(await store.associations.list('lab'), ['admin']);
});

test('a deleted organisation takes everything of its own with it', async (t) => {
  const store = await storeInMemory(t);
  await store.users.insert(user('admin'));
  await store.associations.insert('dev', 'admin', []);
  await store.clients.insert({ org: 'dev', name: 'web1', publicKey: 'pem', validator: false }, []);
  await store.groups.insert('dev', 'admins');
  await store.jobs.insert(jobRecord('one'));
  store.outputs.save('one', 'web1', { stdout: 'o', stderr: '' });
  store.nodes.saveStatus('dev', 'web1', 'up', 1);
  const ofNode = { org: 'dev', node: 'web1' };
  store.keys.save({ ...ofNode, curvePublicKey: 'k'.repeat(40), admittedAtMs: 1, session: 's' });
  store.sessions.save({ ...ofNode, clientKey: 'f', id: 's', issuedAtMs: 1, signedUntilMs: 1 });

  assert.equal(await store.organisations.delete('dev'), true);
  assert.equal(await store.organisations.delete('dev'), false);
  assert.equal(await store.organisations.insert(DEV), true);
  assert.deepEqual(await store.clients.list('dev'), []);
  assert.deepEqual(await store.associations.list('dev'), []);
  assert.deepEqual(await store.groups.list('dev'), []);
  assert.deepEqual(await store.jobs.ids('dev'), []);
  assert.deepEqual(await store.nodes.list('dev'), []);
  assert.deepEqual(await store.keys.list(), []);
  assert.deepEqual(await store.sessions.list(), []);
  assert.equal(await store.outputs.get('one', 'web1'), undefined);
  assert.deepEqual(await store.users.list(), ['admin']);
});
