import assert from 'node:assert/strict';
import test from 'node:test';
import { type Action, isPermitted, type Membership } from './permissions.ts';
import type { Principal } from './principal.ts';
import { accessFixture, granted, KEYS } from './testing/access-fixture.ts';

const READERS = 'pushy_job_readers';
const WRITERS = 'pushy_job_writers';

const client: Principal = { kind: 'client', name: 'web1', superuser: false, associated: true };
const stranger: Principal = { kind: 'user', name: 'sam', superuser: false, associated: false };
const superuser: Principal = { kind: 'user', name: 'pivotal', superuser: true, associated: false };

interface Row {
  readonly action: Action;
  readonly exists: readonly string[];
  readonly memberOf: readonly string[];
  readonly may: boolean;
}

const TABLE: readonly Row[] = [
  { action: 'read', exists: [], memberOf: [], may: true },
  { action: 'read', exists: [WRITERS], memberOf: [], may: true },
  { action: 'read', exists: [READERS], memberOf: [], may: false },
  { action: 'read', exists: [READERS], memberOf: ['admins'], may: false },
  { action: 'read', exists: [READERS], memberOf: [READERS], may: true },
  { action: 'write', exists: [], memberOf: [], may: false },
  { action: 'write', exists: [], memberOf: ['admins'], may: true },
  { action: 'write', exists: [READERS], memberOf: [READERS], may: false },
  { action: 'write', exists: [WRITERS], memberOf: ['admins'], may: false },
  { action: 'write', exists: [WRITERS], memberOf: [WRITERS], may: true },
  { action: 'administer', exists: [READERS, WRITERS], memberOf: [READERS, WRITERS], may: false },
  { action: 'administer', exists: [], memberOf: ['admins'], may: true },
];

for (const { action, exists, memberOf, may } of TABLE) {
  const others = exists.length === 0 ? 'neither job group' : exists.join(' and ');
  const membershipIn =
    (members: readonly string[]) =>
    async (group: string): Promise<Membership> => {
      if (!['admins', 'users', 'clients', ...exists].includes(group)) return 'no_such_group';
      return members.includes(group) ? 'member' : 'not_a_member';
    };
  test(`where ${others} exists, a member of ${memberOf.join(' and ') || 'nothing'} ${may ? 'may' : 'may not'} ${action}`, async () => {
    assert.equal(await isPermitted(action, client, membershipIn(memberOf)), may);
    assert.equal(await isPermitted(action, superuser, membershipIn(memberOf)), action === 'administer');
    assert.equal(await isPermitted(action, stranger, membershipIn(memberOf)), false);
  });
}

test('memberships are seen as soon as they are stored: joined, nested, left, removed', async (t) => {
  const { access } = await accessFixture(t);
  granted(await access.clients.create('dev', { name: 'web1', publicKey: KEYS[0] }));
  const members = (groups: readonly string[], clients: readonly string[] = []) => ({
    users: [],
    clients,
    groups,
  });

  assert.equal(await access.mayRead('dev', client), true);
  granted(await access.groups.create('dev', READERS));
  assert.equal(await access.mayRead('dev', client), false);
  granted(await access.groups.create('dev', 'web'));
  granted(await access.groups.put('dev', READERS, members(['web'])));
  assert.equal(await access.mayRead('dev', client), false);
  granted(await access.groups.put('dev', 'web', members([], ['web1'])));
  assert.equal(await access.mayRead('dev', client), true);
  granted(await access.groups.put('dev', 'web', members([])));
  assert.equal(await access.mayRead('dev', client), false);
  granted(await access.groups.delete('dev', READERS));
  assert.equal(await access.mayRead('dev', client), true);
});

test('groups that hold each other end, and hold whom any of them holds', async (t) => {
  const { access } = await accessFixture(t);
  granted(await access.clients.create('dev', { name: 'web1', publicKey: KEYS[0] }));
  for (const name of [WRITERS, 'a', 'b']) granted(await access.groups.create('dev', name));
  const put = async (name: string, groups: readonly string[], clients: readonly string[]) =>
    granted(await access.groups.put('dev', name, { users: [], clients, groups }));
  await put(WRITERS, ['a', WRITERS], []);
  await put('a', ['b'], []);
  await put('b', ['a', WRITERS], ['web1']);
  assert.equal(await access.mayWrite('dev', client), true);
  await put('b', ['a'], []);
  assert.equal(await access.mayWrite('dev', client), false);
});

test('the founder of an organisation is its admin, and of no other', async (t) => {
  const { access } = await accessFixture(t);
  const [admin] = await access.candidates('dev', 'admin');
  const [same] = await access.candidates('ops', 'admin');
  assert.ok(admin && same);
  assert.equal(await access.isAdmin('dev', admin), true);
  assert.equal(await access.mayWrite('dev', admin), true);
  assert.equal(await access.isAdmin('ops', same), false);
  assert.equal(await access.mayRead('ops', same), false);
});

test('a client that is deleted and made again has lost its groups', async (t) => {
  const { access } = await accessFixture(t);
  const make = async () => granted(await access.clients.create('dev', { name: 'web1', publicKey: KEYS[0] }));
  await make();
  granted(await access.groups.put('dev', 'admins', { users: ['admin'], clients: ['web1'], groups: [] }));
  assert.equal(await access.isAdmin('dev', client), true);
  granted(await access.clients.delete('dev', 'web1'));
  await make();
  assert.equal(await access.isAdmin('dev', client), false);
});

test('a user who leaves an organisation may nothing in it, and all that its groups allow once he is back', async (t) => {
  const { access } = await accessFixture(t);
  granted(await access.users.create({ name: 'sam', publicKey: KEYS[0] }));
  granted(await access.groups.create('dev', 'pushy_job_writers'));
  granted(await access.groups.put('dev', 'pushy_job_writers', { users: ['sam'], clients: [], groups: [] }));
  const mayWrite = async () => {
    const [sam] = await access.candidates('dev', 'sam');
    assert.ok(sam);
    return access.mayWrite('dev', sam);
  };
  assert.equal(await mayWrite(), false);
  granted(await access.users.associate('dev', 'sam'));
  assert.equal(await mayWrite(), true);
  granted(await access.users.dissociate('dev', 'sam'));
  assert.equal(await mayWrite(), false);
  granted(await access.users.associate('dev', 'sam'));
  assert.equal(await mayWrite(), true);
});
