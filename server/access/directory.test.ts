import assert from 'node:assert/strict';
import test from 'node:test';
import { accessFixture, granted, KEYS } from './testing/access-fixture.ts';

const inWords = (
  candidates: readonly { kind: string; associated: boolean; superuser: boolean; key: { export: unknown } }[],
) =>
  candidates.map(
    ({ kind, associated, superuser }) =>
      `${kind}${associated ? ', associated' : ''}${superuser ? ', superuser' : ''}`,
  );

test('a user and a client may share a name: both are candidates, each with its own key', async (t) => {
  const { access } = await accessFixture(t);
  granted(await access.clients.create('dev', { name: 'admin', publicKey: KEYS[1] }));
  const candidates = await access.candidates('dev', 'admin');
  assert.deepEqual(inWords(candidates), ['user, associated', 'client, associated']);
  assert.deepEqual(
    candidates.map(({ key }) => key.export({ type: 'spki', format: 'pem' })),
    [...KEYS],
  );
});

test('elsewhere the user is a stranger and the client unknown', async (t) => {
  const { access } = await accessFixture(t);
  granted(await access.clients.create('dev', { name: 'admin', publicKey: KEYS[1] }));
  granted(await access.clients.create('dev', { name: 'web1', publicKey: KEYS[1] }));
  assert.deepEqual(inWords(await access.candidates('ops', 'admin')), ['user']);
  assert.deepEqual(inWords(await access.candidates('none', 'admin')), ['user']);
  assert.deepEqual(inWords(await access.candidates(undefined, 'admin')), ['user']);
  assert.deepEqual(await access.candidates('ops', 'web1'), []);
  assert.deepEqual(await access.candidates('dev', 'nobody'), []);
});

test('the superuser is one everywhere', async (t) => {
  const { access } = await accessFixture(t);
  granted(await access.users.create({ name: 'pivotal', publicKey: KEYS[0], superuser: true }));
  assert.deepEqual(inWords(await access.candidates('dev', 'pivotal')), ['user, superuser']);
});

test('keys are read and parsed once', async (t) => {
  const { access } = await accessFixture(t);
  const [first] = await access.candidates('dev', 'admin');
  const [second] = await access.candidates('dev', 'admin');
  assert.ok(first);
  assert.equal(second?.key, first.key);
});

test('changes of principals are seen at once', async (t) => {
  const { access } = await accessFixture(t);
  const words = async (org: string, name: string) => inWords(await access.candidates(org, name));
  const keyOf = async () => {
    const [candidate] = await access.candidates('dev', 'web1');
    return candidate?.key.export({ type: 'spki', format: 'pem' });
  };
  assert.deepEqual(await words('dev', 'web1'), []);
  granted(await access.clients.create('dev', { name: 'web1', publicKey: KEYS[0] }));
  assert.equal(await keyOf(), KEYS[0]);
  granted(await access.clients.rotateKey('dev', 'web1', KEYS[1]));
  assert.equal(await keyOf(), KEYS[1]);
  granted(await access.clients.delete('dev', 'web1'));
  assert.equal(await keyOf(), undefined);
  granted(await access.clients.create('dev', { name: 'web1', publicKey: KEYS[0] }));
  assert.equal(await keyOf(), KEYS[0]);

  assert.deepEqual(await words('ops', 'admin'), ['user']);
  granted(await access.users.associate('ops', 'admin'));
  assert.deepEqual(await words('ops', 'admin'), ['user, associated']);
  granted(await access.users.dissociate('ops', 'admin'));
  assert.deepEqual(await words('ops', 'admin'), ['user']);
  granted(await access.users.delete('admin'));
  assert.deepEqual(await words('dev', 'admin'), []);

  granted(await access.organisations.delete('dev'));
  assert.equal(await access.organisations.get('dev'), undefined);
  granted(await access.organisations.create({ name: 'dev' }));
  assert.deepEqual(await words('dev', 'web1'), []);
});

test('the key of a new client is not read again', async (t) => {
  const { access, store } = await accessFixture(t);
  granted(await access.clients.create('dev', { name: 'web1', publicKey: KEYS[1] }));
  // behind the back of those who change principals
  await store.clients.saveKey('dev', 'web1', KEYS[0]);
  const [candidate] = await access.candidates('dev', 'web1');
  assert.equal(candidate?.key.export({ type: 'spki', format: 'pem' }), KEYS[1]);
});

test('a user who goes while a client of that name comes is forgotten', async (t) => {
  const { access } = await accessFixture(t);
  granted(await access.users.create({ name: 'web1', publicKey: KEYS[0] }));
  const [created] = await Promise.all([
    access.clients.create('dev', { name: 'web1', publicKey: KEYS[1] }),
    access.users.delete('web1'),
  ]);
  granted(created);
  assert.deepEqual(inWords(await access.candidates('dev', 'web1')), ['client, associated']);
});
