import assert from 'node:assert/strict';
import test from 'node:test';
import { type HttpFixture, httpFixture, PUSHY } from './testing/http-fixture.ts';

const READ = [
  '/jobs',
  '/jobs/0123',
  '/jobs/0123/output/web1/stdout',
  '/node_states',
  '/node_states/web1',
  '/connect/web1',
  '/diagnosis/web1',
  '/jobs_status_feed/0123',
  '/job_status_feed/0123',
];

const DENIED = { error: ["User or client 'web1' does not have access to that action on this server."] };

async function statusOfReads({ ask }: HttpFixture, as: string): Promise<ReadonlySet<number>> {
  const statuses = await Promise.all(
    READ.map(async (path) => (await ask('GET', PUSHY + path, { as })).statusCode),
  );
  return new Set(statuses);
}

test('without a group of readers everybody of the organisation reads', async (t) => {
  const fixture = await httpFixture(t);
  for (const as of ['admin', 'web1']) assert.ok(!(await statusOfReads(fixture, as)).has(403));
});

test('with a group of readers only its members read, through groups in groups that go in circles', async (t) => {
  const fixture = await httpFixture(t);
  const { access, ask } = fixture;
  await access.groups.create('dev', 'pushy_job_readers');
  assert.deepEqual([...(await statusOfReads(fixture, 'web1'))], [403]);
  assert.deepEqual((await ask('GET', `${PUSHY}/jobs`, { as: 'web1' })).json(), DENIED);

  await access.groups.create('dev', 'circle');
  const circle = { users: [], clients: ['web1'], groups: ['pushy_job_readers'] };
  await access.groups.put('dev', 'circle', circle);
  await access.groups.put('dev', 'pushy_job_readers', { users: [], clients: [], groups: ['circle'] });
  assert.ok(!(await statusOfReads(fixture, 'web1')).has(403));
});

test('jobs are started by writers, or by admins where there is no such group', async (t) => {
  const { ask, access } = await httpFixture(t);
  const body = { command: 'uptime', nodes: ['web1'] };
  const start = async (as: string) => (await ask('POST', `${PUSHY}/jobs`, { as, body })).statusCode;
  assert.deepEqual([await start('admin'), await start('web1')], [201, 403]);

  await access.groups.create('dev', 'pushy_job_writers');
  assert.deepEqual([await start('admin'), await start('web1')], [403, 403]);
  await access.groups.put('dev', 'pushy_job_writers', { users: [], clients: ['web1'], groups: [] });
  assert.deepEqual([await start('admin'), await start('web1')], [403, 201]);
});

test('principals are managed by admins and the superuser alone', async (t) => {
  const { ask } = await httpFixture(t);
  for (const path of [
    '/clients',
    '/clients/web1',
    '/groups',
    '/groups/admins',
    '/users',
    '/principals/web1',
    '',
  ]) {
    const get = async (as: string) => (await ask('GET', `/organizations/dev${path}`, { as })).statusCode;
    assert.deepEqual(
      [await get('admin'), await get('pivotal'), await get('web1'), await get('olga')],
      [200, 200, 403, 403],
    );
  }
});

test('what belongs to the whole server is managed by whoever administers some organisation', async (t) => {
  const { ask, access } = await httpFixture(t);
  await access.users.create({
    name: 'ursula',
    publicKey: (await access.users.get('admin'))?.publicKey ?? '',
  });
  await access.users.associate('dev', 'ursula');
  for (const path of ['/users', '/users/admin', '/organizations']) {
    const get = async (as: string) => (await ask('GET', path, { as })).statusCode;
    assert.deepEqual([await get('admin'), await get('pivotal'), await get('ursula')], [200, 200, 403]);
  }
});

test('a user is deleted by whoever administers all his organisations', async (t) => {
  const { ask, access } = await httpFixture(t);
  await access.users.create({
    name: 'ursula',
    publicKey: (await access.users.get('admin'))?.publicKey ?? '',
  });
  await access.users.associate('dev', 'ursula');
  await access.users.associate('ops', 'ursula');
  const remove = async (as: string) => (await ask('DELETE', '/users/ursula', { as })).statusCode;
  assert.deepEqual([await remove('ursula'), await remove('admin')], [403, 403]);
  await access.users.dissociate('ops', 'ursula');
  assert.equal(await remove('admin'), 200);
});
