import assert from 'node:assert/strict';
import test from 'node:test';
import { accessFixture, granted, KEYS, refusalReasonOf } from './testing/access-fixture.ts';

const [KEY, OTHER_KEY] = KEYS;
const NOBODY = { users: [], clients: [], groups: [] };

test('an organisation has an id of 32 hex digits and the groups of a Chef server', async (t) => {
  const { access } = await accessFixture(t);
  const dev = await access.organisations.get('dev');
  assert.match(dev?.id ?? '', /^[0-9a-f]{32}$/);
  assert.equal(dev?.fullName, 'dev');
  assert.deepEqual(await access.groups.list('dev'), ['admins', 'clients', 'users']);
  assert.deepEqual(await access.groups.get('dev', 'admins'), {
    ...NOBODY,
    name: 'admins',
    users: ['admin'],
  });
  assert.deepEqual((await access.groups.get('dev', 'users'))?.users, ['admin']);
  assert.deepEqual(await access.groups.get('ops', 'admins'), { ...NOBODY, name: 'admins' });
  assert.deepEqual(
    (await access.organisations.list()).map(({ name }) => name),
    ['dev', 'ops'],
  );
});

test('organisations are refused for a bad name, a name that is taken, an unknown admin', async (t) => {
  const { access } = await accessFixture(t);
  const { create } = access.organisations;
  assert.equal(refusalReasonOf(await create({ name: 'Not Good' })), 'invalid');
  assert.equal(refusalReasonOf(await create({ name: 'dev' })), 'exists');
  assert.equal(refusalReasonOf(await create({ name: 'lab', admin: 'nobody' })), 'unknown');
  assert.equal(await access.organisations.get('lab'), undefined);
  assert.equal(refusalReasonOf(await access.organisations.delete('lab')), 'unknown');
});

test('users come with a profile and a key, and join group users with an organisation', async (t) => {
  const { access } = await accessFixture(t);
  const { user, privateKey } = granted(
    await access.users.create({ name: 'rebecca', publicKey: KEY, email: 'r@example.com', lastName: 'Bear' }),
  );
  assert.equal(privateKey, undefined);
  assert.deepEqual(await access.users.get('rebecca'), user);
  assert.deepEqual(user, {
    name: 'rebecca',
    publicKey: KEY,
    superuser: false,
    displayName: 'rebecca',
    firstName: '',
    middleName: '',
    lastName: 'Bear',
    email: 'r@example.com',
  });
  granted(await access.users.associate('ops', 'rebecca'));
  assert.deepEqual(await access.users.listAssociated('ops'), ['rebecca']);
  assert.deepEqual((await access.groups.get('ops', 'users'))?.users, ['rebecca']);
  granted(await access.users.dissociate('ops', 'rebecca'));
  assert.deepEqual((await access.groups.get('ops', 'users'))?.users, []);
  assert.deepEqual(await access.users.list(), ['admin', 'rebecca']);
});

test('users are refused for a bad name or key, a name that is taken, and whom nobody knows', async (t) => {
  const { access } = await accessFixture(t);
  const { users } = access;
  assert.equal(refusalReasonOf(await users.create({ name: 'a b', publicKey: KEY })), 'invalid');
  assert.equal(refusalReasonOf(await users.create({ name: 'ab', publicKey: 'key' })), 'invalid');
  assert.equal(refusalReasonOf(await users.create({ name: 'admin', publicKey: KEY })), 'exists');
  assert.equal(refusalReasonOf(await users.delete('nobody')), 'unknown');
  assert.equal(refusalReasonOf(await users.associate('dev', 'nobody')), 'unknown');
  assert.equal(refusalReasonOf(await users.associate('none', 'admin')), 'unknown');
  assert.equal(refusalReasonOf(await users.associate('dev', 'admin')), 'exists');
  assert.equal(refusalReasonOf(await users.dissociate('ops', 'admin')), 'unknown');
});

test('the superuser cannot be deleted', async (t) => {
  const { access } = await accessFixture(t);
  granted(await access.users.create({ name: 'pivotal', publicKey: KEY, superuser: true }));
  assert.equal(refusalReasonOf(await access.users.delete('pivotal')), 'protected');
});

test('clients join group clients, and are gone from it when they are deleted', async (t) => {
  const { access } = await accessFixture(t);
  const { client } = granted(
    await access.clients.create('dev', { name: 'web1', publicKey: KEY, validator: true }),
  );
  assert.deepEqual(client, { org: 'dev', name: 'web1', publicKey: KEY, validator: true });
  assert.deepEqual(await access.clients.get('dev', 'web1'), client);
  assert.deepEqual(await access.clients.list('dev'), ['web1']);
  assert.deepEqual((await access.groups.get('dev', 'clients'))?.clients, ['web1']);
  assert.deepEqual(granted(await access.clients.delete('dev', 'web1')), client);
  assert.deepEqual((await access.groups.get('dev', 'clients'))?.clients, []);
  assert.equal(await access.clients.get('dev', 'web1'), undefined);
});

test('a client gets a new pair where it brings no key, and only the public one is stored', async (t) => {
  const { access, store } = await accessFixture(t);
  const created = granted(await access.clients.create('dev', { name: 'web1' }));
  assert.ok(created.privateKey);
  const rotated = granted(await access.clients.rotateKey('dev', 'web1'));
  assert.ok(rotated.privateKey && rotated.privateKey !== created.privateKey);
  const stored = await store.clients.get('dev', 'web1');
  assert.deepEqual(stored, rotated.client);
  assert.match(stored?.publicKey ?? '', /^-----BEGIN PUBLIC KEY-----/);
});

test('clients are refused for a bad name or key, a name that is taken, and what nobody knows', async (t) => {
  const { access } = await accessFixture(t);
  const { clients } = access;
  granted(await clients.create('dev', { name: 'web1', publicKey: KEY }));
  assert.equal(refusalReasonOf(await clients.create('dev', { name: 'a b', publicKey: KEY })), 'invalid');
  assert.equal(refusalReasonOf(await clients.create('dev', { name: 'web2', publicKey: 'key' })), 'invalid');
  assert.equal(
    refusalReasonOf(await clients.create('dev', { name: 'web1', publicKey: OTHER_KEY })),
    'exists',
  );
  assert.equal(refusalReasonOf(await clients.create('none', { name: 'web1', publicKey: KEY })), 'unknown');
  assert.equal(refusalReasonOf(await clients.rotateKey('dev', 'web2', KEY)), 'unknown');
  assert.equal(refusalReasonOf(await clients.rotateKey('dev', 'web1', 'key')), 'invalid');
  assert.equal(refusalReasonOf(await clients.delete('ops', 'web1')), 'unknown');
  assert.equal((await clients.get('dev', 'web1'))?.publicKey, KEY);
});

test('a group takes the members it is given, sorted and once each', async (t) => {
  const { access } = await accessFixture(t);
  for (const name of ['web2', 'web1']) granted(await access.clients.create('dev', { name, publicKey: KEY }));
  assert.deepEqual(granted(await access.groups.create('dev', 'web')), { ...NOBODY, name: 'web' });
  const put = granted(
    await access.groups.put('dev', 'web', {
      users: ['admin'],
      clients: ['web2', 'web1', 'web2'],
      groups: ['users'],
    }),
  );
  assert.deepEqual(put, { name: 'web', users: ['admin'], clients: ['web1', 'web2'], groups: ['users'] });
  assert.deepEqual(granted(await access.groups.put('dev', 'web', NOBODY)), { ...NOBODY, name: 'web' });
});

test('a group with members that do not exist is refused by their names, and keeps those it had', async (t) => {
  const { access } = await accessFixture(t);
  const refused = await access.groups.put('dev', 'admins', {
    users: ['admin', 'sam'],
    clients: ['web9'],
    groups: ['users', 'none'],
  });
  assert.deepEqual(refused, {
    ok: false,
    reason: 'invalid',
    message: "Not on this server: users 'sam'. Not in this organization: clients 'web9'; groups 'none'.",
  });
  assert.deepEqual((await access.groups.get('dev', 'admins'))?.users, ['admin']);
});

test('a group holds a user who is not associated, and keeps one who leaves the organisation', async (t) => {
  const { access } = await accessFixture(t);
  granted(await access.users.create({ name: 'sam', publicKey: KEY }));
  granted(await access.groups.create('dev', 'web'));
  const usersOf = async (group: string) => (await access.groups.get('dev', group))?.users;
  granted(await access.groups.put('dev', 'web', { ...NOBODY, users: ['sam'] }));
  assert.deepEqual(await usersOf('web'), ['sam']);
  granted(await access.users.associate('dev', 'sam'));
  granted(await access.users.dissociate('dev', 'sam'));
  assert.deepEqual([await usersOf('web'), await usersOf('users')], [['sam'], ['admin']]);
  granted(await access.users.delete('sam'));
  assert.deepEqual(await usersOf('web'), []);
});

test('a user in admins is not taken out of the organisation', async (t) => {
  const { access } = await accessFixture(t);
  assert.deepEqual(await access.users.dissociate('dev', 'admin'), {
    ok: false,
    reason: 'protected',
    message:
      "Please remove admin from this organization's admins group before removing him or her from the organization.",
  });
  assert.deepEqual(await access.users.listAssociated('dev'), ['admin']);
  granted(await access.groups.put('dev', 'admins', NOBODY));
  granted(await access.users.dissociate('dev', 'admin'));
});

test('groups are refused for a bad name, a name that is taken, and what nobody knows; three are protected', async (t) => {
  const { access } = await accessFixture(t);
  const { groups } = access;
  assert.equal(refusalReasonOf(await groups.create('dev', 'a b')), 'invalid');
  assert.equal(refusalReasonOf(await groups.create('dev', 'admins')), 'exists');
  assert.equal(refusalReasonOf(await groups.create('none', 'web')), 'unknown');
  assert.equal(refusalReasonOf(await groups.put('dev', 'web', NOBODY)), 'unknown');
  assert.equal(refusalReasonOf(await groups.delete('dev', 'web')), 'unknown');
  for (const name of ['admins', 'users', 'clients']) {
    assert.equal(refusalReasonOf(await groups.delete('dev', name)), 'protected');
  }
});

test('two who ask for the same name at once: one is granted', async (t) => {
  const { access } = await accessFixture(t);
  const results = await Promise.all(
    [KEY, OTHER_KEY].map((publicKey) => access.clients.create('dev', { name: 'web1', publicKey })),
  );
  assert.deepEqual(results.map(refusalReasonOf), ['granted', 'exists']);
});
