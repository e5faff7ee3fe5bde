import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import test from 'node:test';
import { httpFixture, PUSHY } from '../testing/http-fixture.ts';
import { KEY, OTHER_KEY, type TestKey } from '../testing/keys.ts';

const CLIENTS = '/organizations/dev/clients';
const URI = `http://push.example.com:10003${CLIENTS}`;

function keyOf(privateKey: string): TestKey {
  const key = createPrivateKey(privateKey);
  return {
    privateKey: key,
    publicKey: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
  };
}

test('a client is made with a new key, which signs at once', async (t) => {
  const { ask } = await httpFixture(t);
  for (const as of ['admin', 'pivotal']) {
    const name = `web-${as}`;
    const created = await ask('POST', CLIENTS, { as, body: { name, admin: false, create_key: true } });
    assert.equal(created.statusCode, 201);
    const { uri, private_key: privateKey, chef_key: chefKey } = created.json();
    assert.deepEqual(Object.keys(created.json()), ['uri', 'chef_key', 'private_key']);
    assert.equal(uri, `${URI}/${name}`);
    assert.equal(created.headers.location, uri);
    assert.match(privateKey, /^-----BEGIN RSA PRIVATE KEY-----\n/);
    const key = keyOf(privateKey);
    assert.deepEqual(chefKey, {
      name: 'default',
      uri: `${URI}/${name}/keys/default`,
      public_key: key.publicKey,
      expiration_date: 'infinity',
      private_key: privateKey,
    });
    assert.equal((await ask('GET', `${PUSHY}/jobs`, { as: name, key })).statusCode, 200);
  }
});

test('a client is made with a key that is given', async (t) => {
  const { ask } = await httpFixture(t);
  const created = await ask('POST', CLIENTS, {
    body: { clientname: 'web2', public_key: OTHER_KEY.publicKey },
  });
  assert.equal(created.statusCode, 201);
  assert.equal(created.json().private_key, undefined);
  assert.equal(created.json().chef_key.public_key, OTHER_KEY.publicKey);
  assert.equal((await ask('GET', `${PUSHY}/jobs`, { as: 'web2', key: OTHER_KEY })).statusCode, 200);
});

test('clients are shown, listed and deleted', async (t) => {
  const { ask } = await httpFixture(t);
  assert.deepEqual((await ask('GET', `${CLIENTS}/web1`)).json(), {
    name: 'web1',
    clientname: 'web1',
    orgname: 'dev',
    validator: false,
    json_class: 'Chef::ApiClient',
    chef_type: 'client',
    public_key: KEY.publicKey,
  });
  assert.deepEqual((await ask('GET', CLIENTS)).json(), { web1: `${URI}/web1` });
  const deleted = await ask('DELETE', `${CLIENTS}/web1`);
  assert.deepEqual([deleted.statusCode, deleted.json()], [200, { name: 'web1' }]);
  for (const method of ['GET', 'DELETE']) {
    assert.equal((await ask(method, `${CLIENTS}/web1`)).statusCode, 404);
  }
  assert.deepEqual((await ask('GET', CLIENTS)).json(), {});
});

test('a client that is deleted and made again signs with its new key and not with the old', async (t) => {
  const { ask } = await httpFixture(t);
  const reads = async (key: TestKey) => (await ask('GET', `${PUSHY}/jobs`, { as: 'web1', key })).statusCode;
  assert.equal(await reads(KEY), 200);
  await ask('DELETE', `${CLIENTS}/web1`);
  assert.equal(await reads(KEY), 401);
  await ask('POST', CLIENTS, { body: { name: 'web1', public_key: OTHER_KEY.publicKey } });
  assert.deepEqual([await reads(KEY), await reads(OTHER_KEY)], [401, 200]);
});

test('the key of a client is replaced by a new one, or by one that is given', async (t) => {
  const { ask } = await httpFixture(t);
  const reads = async (key: TestKey) => (await ask('GET', `${PUSHY}/jobs`, { as: 'web1', key })).statusCode;
  const given = await ask('PUT', `${CLIENTS}/web1`, {
    body: { name: 'web1', public_key: OTHER_KEY.publicKey },
  });
  assert.equal(given.json().public_key, OTHER_KEY.publicKey);
  assert.deepEqual([await reads(KEY), await reads(OTHER_KEY)], [401, 200]);
  for (const wish of [{ create_key: true }, { private_key: true }]) {
    const drawn = await ask('PUT', `${CLIENTS}/web1`, { body: wish });
    assert.equal(drawn.json().chef_key.private_key, drawn.json().private_key);
    assert.equal(await reads(keyOf(drawn.json().private_key)), 200);
  }
  const same = await ask('PUT', `${CLIENTS}/web1`, { body: {} });
  assert.deepEqual([same.statusCode, same.json().private_key], [200, undefined]);
});

test('what cannot be made or changed is refused in the words of a Chef server', async (t) => {
  const { ask } = await httpFixture(t);
  const cases: readonly (readonly [
    method: string,
    path: string,
    body: unknown,
    status: number,
    text: RegExp,
  ])[] = [
    ['POST', CLIENTS, { name: 'web1' }, 409, /^Client already exists$/],
    ['POST', CLIENTS, {}, 400, /^Field 'name' missing$/],
    ['POST', CLIENTS, { name: 5 }, 400, /^Field 'name' invalid$/],
    ['POST', CLIENTS, { name: 'a b' }, 400, /^Invalid client name "a b"/],
    ['POST', CLIENTS, [], 400, /^the body must be a JSON object$/],
    ['POST', CLIENTS, { name: 'web2', public_key: 'x' }, 400, /^public_key must be an RSA public key/],
    ['POST', CLIENTS, { name: 'web2', public_key: KEY.publicKey, create_key: true }, 400, /may not be given/],
    ['PUT', `${CLIENTS}/web1`, { name: 'web2' }, 400, /cannot be renamed/],
    ['PUT', `${CLIENTS}/web9`, { create_key: true }, 404, /^Client 'web9' does not exist/],
  ];
  for (const [method, path, body, status, text] of cases) {
    const response = await ask(method, path, { body });
    assert.equal(response.statusCode, status, JSON.stringify(body));
    assert.match(response.json().error[0], text);
  }
  const noJson = await ask('POST', CLIENTS, {
    rawBody: '{',
    headers: { 'content-type': 'application/json' },
  });
  assert.deepEqual([noJson.statusCode, noJson.json()], [400, { error: ['the body is not valid JSON'] }]);
});
