import assert from 'node:assert/strict';
import test from 'node:test';
import { httpFixture } from '../testing/http-fixture.ts';

const HOST = 'http://push.example.com:10003';

test('an organisation is made with its validator', async (t) => {
  const { ask, access } = await httpFixture(t);
  const created = await ask('POST', '/organizations', {
    as: 'pivotal',
    body: { name: 'lab', full_name: 'The Lab' },
  });
  assert.equal(created.statusCode, 201);
  assert.deepEqual(Object.keys(created.json()), ['uri', 'clientname', 'private_key']);
  assert.equal(created.json().uri, `${HOST}/organizations/lab`);
  assert.equal(created.json().clientname, 'lab-validator');
  assert.match(created.json().private_key, /^-----BEGIN RSA PRIVATE KEY-----/);
  assert.equal((await access.clients.get('lab', 'lab-validator'))?.validator, true);

  const guid = (await access.organisations.get('lab'))?.id;
  const shown = await ask('GET', '/organizations/lab', { as: 'pivotal' });
  assert.deepEqual(shown.json(), { name: 'lab', full_name: 'The Lab', guid });
  assert.deepEqual(Object.keys((await ask('GET', '/organizations', { as: 'pivotal' })).json()), [
    'dev',
    'lab',
    'ops',
  ]);
});

test('an admin who makes an organisation administers it', async (t) => {
  const { ask } = await httpFixture(t);
  await ask('POST', '/organizations', { body: { name: 'lab' } });
  assert.equal((await ask('GET', '/organizations/lab')).json().full_name, 'lab');
  assert.equal((await ask('GET', '/organizations/lab', { as: 'olga' })).statusCode, 403);
});

test('what cannot be made is refused', async (t) => {
  const { ask } = await httpFixture(t);
  const create = async (body: unknown) => await ask('POST', '/organizations', { body });
  assert.deepEqual((await create({ name: 'dev' })).json(), { error: ['Organization already exists'] });
  assert.deepEqual((await create({})).json(), { error: ["Field 'name' missing"] });
  for (const name of ['Dev', '', 'a'.repeat(246), 5]) assert.equal((await create({ name })).statusCode, 400);
  assert.equal((await create({ name: 'a'.repeat(245) })).statusCode, 201);
});

test('only the superuser deletes an organisation, and everything in it', async (t) => {
  const { ask } = await httpFixture(t);
  assert.equal((await ask('DELETE', '/organizations/dev')).statusCode, 403);
  const deleted = await ask('DELETE', '/organizations/dev', { as: 'pivotal' });
  assert.deepEqual([deleted.statusCode, deleted.json()], [200, { name: 'dev' }]);
  assert.equal((await ask('GET', '/organizations/dev/pushy/jobs')).statusCode, 404);
});
