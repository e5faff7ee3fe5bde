import assert from 'node:assert/strict';
import test from 'node:test';
import { httpFixture } from '../testing/http-fixture.ts';

const GROUPS = '/organizations/dev/groups';
const URI = `http://push.example.com:10003${GROUPS}`;

test('a group is made, filled, shown, listed and deleted', async (t) => {
  const { ask } = await httpFixture(t);
  const created = await ask('POST', GROUPS, { body: { groupname: 'pushy_job_writers' } });
  assert.deepEqual([created.statusCode, created.json()], [201, { uri: `${URI}/pushy_job_writers` }]);

  const actors = { users: ['admin'], clients: ['web1'], groups: ['admins'] };
  const group = {
    actors: ['admin', 'web1'],
    ...actors,
    orgname: 'dev',
    name: 'pushy_job_writers',
    groupname: 'pushy_job_writers',
  };
  const path = `${GROUPS}/pushy_job_writers`;
  const changed = await ask('PUT', path, { body: { groupname: 'pushy_job_writers', actors } });
  assert.deepEqual([changed.statusCode, changed.json()], [200, group]);
  assert.deepEqual((await ask('GET', path)).json(), group);
  assert.deepEqual(Object.keys((await ask('GET', GROUPS)).json()), [
    'admins',
    'clients',
    'pushy_job_writers',
    'users',
  ]);

  await ask('PUT', path, { body: { actors: {} } });
  assert.deepEqual((await ask('GET', path)).json().actors, []);
  assert.deepEqual((await ask('DELETE', path)).json(), { name: 'pushy_job_writers' });
  assert.equal((await ask('GET', path)).statusCode, 404);
});

test('what cannot be done is refused', async (t) => {
  const { ask } = await httpFixture(t);
  const refused = async (method: string, path: string, body?: unknown) => {
    const response = await ask(method, path, { body });
    return [response.statusCode, response.json().error[0]];
  };
  assert.deepEqual(await refused('POST', GROUPS, { groupname: 'admins' }), [409, 'Group already exists']);
  assert.deepEqual(await refused('POST', GROUPS, {}), [400, "Field 'groupname' missing"]);
  assert.deepEqual(await refused('PUT', `${GROUPS}/admins`, {}), [400, "Field 'actors' missing"]);
  assert.deepEqual(await refused('PUT', `${GROUPS}/admins`, { actors: { users: 'x' } }), [
    400,
    "Field 'actors' invalid",
  ]);
  assert.deepEqual(await refused('PUT', `${GROUPS}/admins`, { actors: { users: ['nobody'] } }), [
    400,
    "Not on this server: users 'nobody'.",
  ]);
  assert.equal((await refused('PUT', `${GROUPS}/admins`, { groupname: 'x', actors: {} }))[0], 400);
  assert.equal((await refused('PUT', `${GROUPS}/nobody`, { actors: {} }))[0], 404);
  assert.equal((await refused('DELETE', `${GROUPS}/admins`))[0], 403);
});
