import assert from 'node:assert/strict';
import test from 'node:test';
import { request } from 'undici';
import { newKeyPair } from '../../protocol/signing/key-pair.ts';
import { asPivotal, chefFixture, pivotal, trusting } from './testing/chef-fixture.ts';

/** As a push server asks: the signature's headers are there, and empty. */
const UNSIGNED = {
  'x-ops-userid': '',
  'x-ops-timestamp': '',
  'x-ops-sign': '',
  'x-ops-content-hash': '',
  'x-chef-version': '12.0.0',
  accept: 'application/json',
};

async function ask(url: string, headers: Readonly<Record<string, string>> = UNSIGNED) {
  const answer = await request(url, { headers });
  const version = answer.headers['x-ops-server-api-version'];
  return {
    status: answer.statusCode,
    version: version === undefined ? undefined : JSON.parse(String(version)).response_version,
    body: (await answer.body.json()) as Readonly<Record<string, unknown>>,
  };
}

const VERSION_1 = { ...UNSIGNED, 'x-ops-server-api-version': '1' };

test('a push server asks unsigned who a principal is: all of the name in version 1', async (t) => {
  const chef = await chefFixture(t);
  await chef.access.clients.create('dev', { name: 'admin', publicKey: newKeyPair().publicKey });
  const { status, version, body } = await ask(
    `${chef.principalsUrl}/organizations/dev/principals/admin`,
    VERSION_1,
  );
  assert.deepEqual([status, version], [200, '1']);
  const principals = body.principals as readonly Readonly<Record<string, unknown>>[];
  assert.deepEqual(
    principals.map(({ type, name, org_member: orgMember }) => [type, name, orgMember]),
    [
      ['user', 'admin', true],
      ['client', 'admin', true],
    ],
  );
  for (const { public_key: publicKey, authz_id: authzId } of principals) {
    assert.match(String(publicKey), /^-----BEGIN PUBLIC KEY-----/);
    assert.match(String(authzId), /^[0-9a-f]{32}$/);
  }
  assert.notEqual(principals[0]?.public_key, principals[1]?.public_key);
});

test('in version 0, and without a version, one principal stands bare', async (t) => {
  const chef = await chefFixture(t);
  const url = `${chef.principalsUrl}/organizations/dev/principals/pivotal`;
  for (const headers of [UNSIGNED, { ...UNSIGNED, 'x-ops-server-api-version': '0' }]) {
    const { status, version, body } = await ask(url, headers);
    assert.deepEqual([status, version], [200, '0']);
    assert.deepEqual([body.name, body.type, body.org_member], ['pivotal', 'user', false]);
  }
});

test('what is not found is named: the organisation or the principal', async (t) => {
  const chef = await chefFixture(t);
  const organisations = `${chef.principalsUrl}/organizations`;
  const nobody = await ask(`${organisations}/dev/principals/nobody`, VERSION_1);
  assert.deepEqual([nobody.status, nobody.body.not_found], [404, 'principal']);
  const nowhere = await ask(`${organisations}/none/principals/admin`, VERSION_1);
  assert.deepEqual([nowhere.status, nowhere.body.not_found], [404, 'org']);
  assert.equal(nowhere.version, '1');
});

test('nothing else is answered without a signature, and nothing at all at the front', async (t) => {
  const chef = await chefFixture(t);
  for (const path of [
    '/organizations/dev',
    '/organizations/dev/groups/admins',
    '/users',
    '/metrics',
    '/openapi.json',
  ]) {
    assert.equal((await ask(`${chef.principalsUrl}${path}`)).status, 404, path);
  }
  const ca = trusting(t, chef.certificate);
  for (const path of ['/organizations/dev/principals/admin', '/organizations/dev', '/users']) {
    assert.equal((await ask(`${chef.url}${path}`)).status, 400, path);
    const encrypted = await request(`${chef.httpsUrl}${path}`, { headers: UNSIGNED, dispatcher: ca });
    assert.equal(encrypted.statusCode, 400, path);
    await encrypted.body.dump();
  }
  const { hostname } = new URL(chef.principalsUrl);
  assert.equal(hostname, '127.0.0.1');
});

test('the superuser asks for an organisation and its groups, which he does not belong to', async (t) => {
  const chef = await chefFixture(t);
  const client = pivotal(t, chef);
  const organisation = (await client.request('GET', '/organizations/dev')).json() as {
    readonly guid: string;
  };
  assert.match(organisation.guid, /^[0-9a-f]{32}$/);
  assert.equal((await client.request('GET', '/organizations/none')).status, 404);
  const admins = (await client.request('GET', client.orgPath('groups/admins'))).json();
  const { users, clients, groups } = admins as Readonly<Record<string, unknown>>;
  assert.deepEqual([users, clients, groups], [['admin'], [], []]);
  assert.equal((await client.request('GET', client.orgPath('groups/pushy_job_readers'))).status, 404);
});

test('both schemes answer, and say in their URIs which one it was', async (t) => {
  const chef = await chefFixture(t);
  const signed = pivotal(t, chef);
  const { dev } = (await signed.request('GET', '/organizations')).json() as Readonly<Record<string, string>>;
  assert.equal(dev, `${chef.url}/organizations/dev`);
  const encrypted = await request(`${chef.httpsUrl}/organizations`, {
    headers: asPivotal(chef, '/organizations'),
    dispatcher: trusting(t, chef.certificate),
  });
  assert.deepEqual(await encrypted.body.json(), { dev: `${chef.httpsUrl}/organizations/dev` });
});

test('without a push server there is none', async (t) => {
  const chef = await chefFixture(t);
  const client = pivotal(t, chef);
  assert.equal((await client.pushy('GET', 'jobs')).status, 404);
  assert.equal((await client.request('GET', '/pushy/_status', { signed: false })).status, 404);
});
