import assert from 'node:assert/strict';
import test from 'node:test';
import { httpFixture, PUSHY } from '../testing/http-fixture.ts';
import { KEY, OTHER_KEY } from '../testing/keys.ts';

const HOST = 'http://push.example.com:10003';
const ASSOCIATIONS = '/organizations/dev/users';

test('a user is made, associated, taken out and deleted', async (t) => {
  const { ask } = await httpFixture(t);
  const body = {
    username: 'ursula',
    email: 'u@example.com',
    first_name: 'Ursula',
    public_key: OTHER_KEY.publicKey,
  };
  const created = await ask('POST', '/users', { body });
  assert.equal(created.statusCode, 201);
  assert.deepEqual(created.json(), {
    uri: `${HOST}/users/ursula`,
    chef_key: {
      name: 'default',
      uri: `${HOST}/users/ursula/keys/default`,
      public_key: OTHER_KEY.publicKey,
      expiration_date: 'infinity',
    },
  });
  assert.deepEqual((await ask('GET', '/users/ursula')).json(), {
    username: 'ursula',
    name: 'ursula',
    display_name: 'ursula',
    first_name: 'Ursula',
    middle_name: '',
    last_name: '',
    email: 'u@example.com',
    public_key: OTHER_KEY.publicKey,
  });
  assert.equal((await ask('GET', '/users')).json().ursula, `${HOST}/users/ursula`);

  const reads = async () => (await ask('GET', `${PUSHY}/jobs`, { as: 'ursula', key: OTHER_KEY })).statusCode;
  assert.equal(await reads(), 403);
  const associated = await ask('POST', ASSOCIATIONS, { body: { username: 'ursula' } });
  assert.deepEqual(
    [associated.statusCode, associated.json()],
    [201, { uri: `${HOST}${ASSOCIATIONS}/ursula` }],
  );
  assert.equal(await reads(), 200);
  assert.deepEqual((await ask('GET', ASSOCIATIONS)).json(), [
    { user: { username: 'admin' } },
    { user: { username: 'ursula' } },
  ]);
  assert.deepEqual((await ask('DELETE', `${ASSOCIATIONS}/ursula`)).json(), { name: 'ursula' });
  assert.equal(await reads(), 403);
  assert.deepEqual((await ask('DELETE', '/users/ursula')).json(), { name: 'ursula' });
  assert.equal(await reads(), 401);
});

test('a user without a key gets a new one', async (t) => {
  const { ask } = await httpFixture(t);
  const { private_key: privateKey, chef_key: chefKey } = (
    await ask('POST', '/users', { body: { name: 'u' } })
  ).json();
  assert.match(privateKey, /^-----BEGIN RSA PRIVATE KEY-----/);
  assert.equal(chefKey.private_key, privateKey);
});

test('what cannot be done is refused', async (t) => {
  const { ask } = await httpFixture(t);
  const statusOf = async (method: string, path: string, body?: unknown) => {
    const response = await ask(method, path, { as: 'pivotal', body });
    return [response.statusCode, response.json().error[0]];
  };
  assert.deepEqual(await statusOf('POST', '/users', { name: 'admin', public_key: KEY.publicKey }), [
    409,
    'User already exists',
  ]);
  assert.deepEqual(await statusOf('POST', '/users', {}), [400, "Field 'username' missing"]);
  assert.deepEqual(await statusOf('GET', '/users/u'), [404, "User 'u' does not exist."]);
  assert.equal((await statusOf('DELETE', '/users/pivotal'))[0], 403);
  assert.deepEqual(await statusOf('POST', ASSOCIATIONS, { username: 'admin' }), [
    409,
    'Association already exists',
  ]);
  assert.equal((await statusOf('POST', ASSOCIATIONS, { username: 'u' }))[0], 404);
  assert.equal((await statusOf('DELETE', `${ASSOCIATIONS}/olga`))[0], 404);
});
