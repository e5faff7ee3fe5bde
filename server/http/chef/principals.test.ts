import assert from 'node:assert/strict';
import test from 'node:test';
import { httpFixture } from '../testing/http-fixture.ts';
import { KEY, OTHER_KEY } from '../testing/keys.ts';

const PRINCIPALS = '/organizations/dev/principals';

test('a principal is shown as a push server asks for it', async (t) => {
  const { ask } = await httpFixture(t);
  const { authz_id: authzId, ...web1 } = (await ask('GET', `${PRINCIPALS}/web1`)).json();
  assert.match(authzId, /^[0-9a-f]{32}$/);
  assert.deepEqual(web1, { name: 'web1', type: 'client', public_key: KEY.publicKey, org_member: true });
  const olga = (await ask('GET', `${PRINCIPALS}/olga`)).json();
  assert.deepEqual([olga.type, olga.org_member], ['user', false]);
  const nobody = await ask('GET', `${PRINCIPALS}/nobody`);
  assert.deepEqual(
    [nobody.statusCode, nobody.json()],
    [404, { not_found: 'principal', error: ['Cannot find principal nobody'] }],
  );
});

test('with the newer version all principals of the name are shown', async (t) => {
  const { ask, access } = await httpFixture(t);
  await access.clients.create('dev', { name: 'admin', publicKey: OTHER_KEY.publicKey });
  const headers = { 'x-ops-server-api-version': '1' };
  const { principals } = (await ask('GET', `${PRINCIPALS}/admin`, { headers })).json();
  const kinds = principals.map(({ type }: { readonly type: string }) => type);
  assert.deepEqual(kinds, ['user', 'client']);
});
