import assert from 'node:assert/strict';
import test from 'node:test';
import { type AskOptions, httpFixture, PUSHY } from './testing/http-fixture.ts';
import { OTHER_KEY } from './testing/keys.ts';

const JOBS = `${PUSHY}/jobs`;
const CHALLENGE = 'X-Ops-Sign version="1.0" version="1.1" version="1.3"';
const SIGNATURE_LINES = { 'x-ops-authorization-1': undefined, 'x-ops-authorization-2': undefined };

/** The rows of the table in protocol §1 about who asks. */
const REFUSED: readonly {
  readonly name: string;
  readonly path?: string;
  readonly options: AskOptions | ((nowMs: number) => AskOptions);
  readonly status: number;
  readonly text: string;
  /** `WWW-Authenticate` says how to sign. */
  readonly challenged?: true;
}[] = [
  {
    name: 'no authentication headers',
    options: {
      headers: {
        'x-ops-userid': undefined,
        'x-ops-timestamp': undefined,
        'x-ops-sign': undefined,
        'x-ops-content-hash': undefined,
      },
    },
    status: 400,
    text: "missing required authentication header(s) 'X-Ops-UserId', 'X-Ops-Timestamp', 'X-Ops-Sign', 'X-Ops-Content-Hash'",
  },
  {
    name: 'two headers missing or empty',
    options: { headers: { 'x-ops-timestamp': '', 'x-ops-content-hash': undefined } },
    status: 400,
    text: "missing required authentication header(s) 'X-Ops-Timestamp', 'X-Ops-Content-Hash'",
  },
  {
    name: 'an unknown version',
    options: { headers: { 'x-ops-sign': 'version=2.0' } },
    status: 400,
    text: 'Unsupported authentication protocol version',
  },
  {
    name: 'a version that is known and not spoken',
    options: { headers: { 'x-ops-sign': 'version=1.2' } },
    status: 401,
    text: "Invalid signature for user or client 'admin'",
    challenged: true,
  },
  {
    name: 'a malformed timestamp',
    options: { headers: { 'x-ops-timestamp': 'yesterday' } },
    status: 401,
    text: "bad header(s) 'X-Ops-Timestamp'",
  },
  {
    name: 'a clock that is slow by more than 900 s',
    options: (nowMs) => ({ timestampMs: nowMs - 901_000 }),
    status: 401,
    text: 'Failed to authenticate as admin. Synchronize the clock on your host.',
  },
  {
    name: 'a clock that is fast by more than 900 s',
    options: (nowMs) => ({ timestampMs: nowMs + 901_000 }),
    status: 401,
    text: 'Failed to authenticate as admin. Synchronize the clock on your host.',
  },
  {
    name: 'a clock that is slow, and no signature',
    options: (nowMs) => ({ timestampMs: nowMs - 901_000, headers: SIGNATURE_LINES }),
    status: 401,
    text: 'Failed to authenticate as admin. Synchronize the clock on your host.',
  },
  {
    name: 'no signature',
    options: { headers: SIGNATURE_LINES },
    status: 401,
    text: "Invalid signature for user or client 'admin'",
    challenged: true,
  },
  {
    name: 'a signature that is no base64',
    options: { headers: { 'x-ops-authorization-1': '***' } },
    status: 401,
    text: "Invalid signature for user or client 'admin'",
    challenged: true,
  },
  {
    name: 'a signature with another key',
    options: { key: OTHER_KEY },
    status: 401,
    text: "Invalid signature for user or client 'admin'",
    challenged: true,
  },
  {
    name: 'a content hash that is not of this body',
    options: { headers: { 'x-ops-content-hash': 'AAAA' } },
    status: 401,
    text: "Invalid signature for user or client 'admin'",
    challenged: true,
  },
  {
    name: 'an unknown name',
    options: { as: 'nobody' },
    status: 401,
    text: "Failed to authenticate as 'nobody'. Ensure that your node_name and client key are correct.",
    challenged: true,
  },
  {
    name: 'an unknown organisation',
    path: '/organizations/nowhere/pushy/jobs',
    options: {},
    status: 404,
    text: "organization 'nowhere' does not exist.",
  },
  {
    name: 'an unknown organisation asked by a client',
    path: '/organizations/nowhere/pushy/jobs',
    options: { as: 'web1' },
    status: 404,
    text: "organization 'nowhere' does not exist.",
  },
  {
    name: 'an unknown organisation and a wrong signature',
    path: '/organizations/nowhere/pushy/jobs',
    options: { key: OTHER_KEY },
    status: 401,
    text: "Invalid signature for user or client 'admin'",
    challenged: true,
  },
  {
    name: 'a user of another organisation',
    options: { as: 'olga' },
    status: 403,
    text: "'olga' is not associated with organization 'dev'",
  },
  {
    name: 'a client of another organisation',
    path: '/organizations/ops/pushy/jobs',
    options: { as: 'web1' },
    status: 401,
    text: "Failed to authenticate as 'web1'. Ensure that your node_name and client key are correct.",
    challenged: true,
  },
];

for (const { name, path = JOBS, options, status, text, challenged } of REFUSED) {
  test(`${name}: ${status}`, async (t) => {
    const { ask, clock } = await httpFixture(t);
    const response = await ask('GET', path, typeof options === 'function' ? options(clock.now()) : options);
    assert.equal(response.statusCode, status);
    assert.deepEqual(response.json(), { error: [text] });
    assert.equal(response.headers['www-authenticate'], challenged && CHALLENGE);
  });
}

test('the pushy-server dialect names the versions of signing that the shipped server names', async (t) => {
  const { ask } = await httpFixture(t, { dialect: 'pushy-server' });
  const response = await ask('GET', JOBS, { key: OTHER_KEY });
  assert.equal(response.headers['www-authenticate'], 'X-Ops-Sign version="1.0" version="1.1"');
});

test('all three versions are taken, from users and clients, up to 900 s off', async (t) => {
  const { ask, clock } = await httpFixture(t);
  for (const version of ['1.0', '1.1', '1.3'] as const) {
    for (const as of ['admin', 'web1']) {
      for (const offMs of [-900_000, 0, 900_000]) {
        const response = await ask('GET', JOBS, { as, version, timestampMs: clock.now() + offMs });
        assert.equal(response.statusCode, 200, `${version} ${as} ${offMs}`);
      }
    }
  }
});

test('the API version of a request is signed with version 1.3', async (t) => {
  const { ask } = await httpFixture(t);
  const headers = { 'x-ops-server-api-version': '1' };
  assert.equal((await ask('GET', JOBS, { headers })).statusCode, 200);
});

test('a name that is a user and a client is tried with both keys', async (t) => {
  const { ask, access } = await httpFixture(t);
  await access.clients.create('dev', { name: 'admin', publicKey: OTHER_KEY.publicKey });
  for (const key of [undefined, OTHER_KEY]) {
    const response = await ask('GET', JOBS, key && { key });
    assert.equal(response.statusCode, 200);
  }
  // only the user is in `admins`
  const body = { command: 'uptime', nodes: ['web1'] };
  assert.equal((await ask('POST', JOBS, { body })).statusCode, 201);
  assert.equal((await ask('POST', JOBS, { body, key: OTHER_KEY })).statusCode, 403);
});

test('a user and a client of one name and one key may what either may', async (t) => {
  const { ask, access } = await httpFixture(t);
  await access.users.create({
    name: 'web1',
    publicKey: (await access.clients.get('dev', 'web1'))?.publicKey ?? '',
  });
  assert.equal((await ask('GET', JOBS, { as: 'web1' })).statusCode, 200);
});

test('the superuser has no right to the jobs of an organisation that he is not associated with', async (t) => {
  const { ask, access } = await httpFixture(t);
  const start = () => ask('POST', JOBS, { as: 'pivotal', body: { command: 'uptime', nodes: ['web1'] } });
  const denied = { error: ["'pivotal' is not associated with organization 'dev'"] };
  for (const response of [await ask('GET', JOBS, { as: 'pivotal' }), await start()]) {
    assert.deepEqual([response.statusCode, response.json()], [403, denied]);
  }
  await access.users.associate('dev', 'pivotal');
  assert.equal((await ask('GET', JOBS, { as: 'pivotal' })).statusCode, 200);
  assert.equal((await start()).statusCode, 403);
});
