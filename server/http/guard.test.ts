import assert from 'node:assert/strict';
import test from 'node:test';
import { MAX_REQUEST_BODY_BYTES } from './errors.ts';
import { type AskOptions, httpFixture, PUSHY } from './testing/http-fixture.ts';
import { OTHER_KEY } from './testing/keys.ts';

const JOBS = `${PUSHY}/jobs`;
const JSON_TYPE = { 'content-type': 'application/json' };

test('of several faults the first is told: path, method, size, authentication, membership, permission, body', async (t) => {
  const { ask, access } = await httpFixture(t);
  await access.users.create({ name: 'mallory', publicKey: OTHER_KEY.publicKey });
  const stranger = { as: 'mallory', key: OTHER_KEY };
  const tooLarge = ' '.repeat(MAX_REQUEST_BODY_BYTES + 1);
  const html = { 'content-type': 'text/html', accept: 'text/html' };
  const json = { 'content-type': 'application/json', accept: 'text/html' };

  const faults: readonly (readonly [status: number, method: string, path: string, options: AskOptions])[] = [
    [404, 'PATCH', '/nowhere', { as: 'nobody', rawBody: tooLarge, headers: html }],
    [405, 'PATCH', JOBS, { as: 'nobody', rawBody: tooLarge, headers: html }],
    [413, 'POST', JOBS, { as: 'nobody', rawBody: tooLarge, headers: html }],
    [401, 'POST', JOBS, { as: 'nobody', rawBody: 'x', headers: html }],
    [401, 'POST', JOBS, { as: 'mallory', rawBody: 'x', headers: html }],
    [403, 'POST', JOBS, { ...stranger, rawBody: 'x', headers: html }],
  ];
  for (const [status, method, path, options] of faults) {
    const response = await ask(method, path, options);
    assert.equal(response.statusCode, status, `${method} ${path} ${options.as}`);
  }

  await access.users.associate('dev', 'mallory');
  const refused = await ask('POST', JOBS, { ...stranger, rawBody: 'x', headers: html });
  assert.match(refused.body, /does not have access to that action/);
  await access.groups.put('dev', 'admins', { users: ['admin', 'mallory'], clients: [], groups: [] });
  assert.equal((await ask('POST', JOBS, { ...stranger, rawBody: 'x', headers: html })).statusCode, 406);
  const bodies: readonly (readonly [number, AskOptions])[] = [
    [415, { rawBody: 'x', headers: { ...html, accept: '*/*' } }],
    [400, { rawBody: 'x', headers: { ...json, accept: '*/*' } }],
    [400, { body: {} }],
    [201, { body: { command: '', nodes: ['web1'] } }],
  ];
  for (const [status, options] of bodies) {
    assert.equal((await ask('POST', JOBS, { ...stranger, ...options })).statusCode, status);
  }
});

test('a body other than the one that was signed is refused last of what the headers claim', async (t) => {
  const { ask, headersOf, access } = await httpFixture(t);
  const body = '{"command":"x","nodes":["web1"]}';
  const headers = headersOf('POST', JOBS, {
    rawBody: 'another',
    headers: { 'content-type': 'application/json' },
  });
  const changed = await ask('POST', JOBS, { rawBody: body, headers });
  assert.equal(changed.statusCode, 401);
  assert.equal(changed.json().error[0], "Invalid signature for user or client 'admin'");
  // whoever may not send it is told so whatever it is
  await access.groups.put('dev', 'admins', { users: [], clients: [], groups: [] });
  assert.equal((await ask('POST', JOBS, { rawBody: body, headers })).statusCode, 403);
});

test('a body for which there is no room is refused with when to ask again', async (t) => {
  const { ask, metrics, logged } = await httpFixture(t, { timings: { maxBodiesBytes: 2_000_000 } });
  const large = JSON.stringify({ command: 'x'.repeat(900_000), nodes: ['web1'] });
  const answers = await Promise.all(
    [1, 2, 3].map(() => ask('POST', JOBS, { rawBody: large, headers: JSON_TYPE })),
  );
  assert.deepEqual(answers.map(({ statusCode }) => statusCode).sort(), [201, 503, 503]);
  const refused = answers.find(({ statusCode }) => statusCode === 503);
  assert.equal(refused?.headers['retry-after'], '1');
  assert.match(refused?.json().error[0], /too little of 2000000 bytes for this one; try again in a moment$/);
  assert.equal(metrics.counters()['bounds_met.bodies'], 2);
  assert.equal(logged.filter((line) => line.includes('"bound":"bodies"')).length, 1);
  assert.match(await metrics.text(), /^push_harness_body_bytes 0$/m);
  assert.equal((await ask('POST', JOBS, { rawBody: large, headers: JSON_TYPE })).statusCode, 201);
});

test('a trailing slash and doubled slashes are accepted, and signed as the canonical path', async (t) => {
  const { ask } = await httpFixture(t);
  const response = await ask('GET', '//organizations//dev/pushy/jobs//?x=/y/', { signedPath: JOBS });
  assert.equal(response.statusCode, 200);
});

test('a proxy may be asked with a whole URL', async (t) => {
  const { ask } = await httpFixture(t);
  const response = await ask('GET', `http://push.example.com:10003${JOBS}`, { signedPath: JOBS });
  assert.equal(response.statusCode, 200);
});

test('every other method is refused with those that are offered', async (t) => {
  const { ask } = await httpFixture(t);
  const allow: Readonly<Record<string, string>> = {
    [`${PUSHY}/jobs`]: 'GET, HEAD, POST',
    [`${PUSHY}/jobs/x`]: 'GET, HEAD',
    [`${PUSHY}/jobs/x/output/web1/stdout`]: 'GET, HEAD',
    [`${PUSHY}/config/web1`]: 'GET, HEAD',
    [`${PUSHY}/node_states/web1`]: 'GET, HEAD',
    [`${PUSHY}/job_status_feed`]: 'GET, HEAD',
    '/pushy/_status': 'GET, HEAD',
    '/organizations/dev/clients/web1': 'GET, HEAD, PUT, DELETE',
  };
  for (const [path, allowed] of Object.entries(allow)) {
    for (const method of ['PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY']) {
      const response = await ask(method, path);
      assert.deepEqual([response.statusCode, response.headers.allow], [405, allowed], `${method} ${path}`);
      assert.deepEqual(response.json(), { error: [`method ${method} is not offered here`] });
    }
  }
  for (const method of ['PUT', 'POST', 'DELETE']) {
    assert.equal((await ask(method, `${PUSHY}/config/web1`)).statusCode, 405);
  }
});

test('HEAD is answered as GET without the body', async (t) => {
  const { ask } = await httpFixture(t);
  const [get, head] = [await ask('GET', JOBS), await ask('HEAD', JOBS)];
  assert.equal(head.statusCode, 200);
  assert.equal(head.body, '');
  assert.equal(head.headers['content-length'], get.headers['content-length']);
  assert.equal(head.headers['content-type'], 'application/json');
});

test('an unknown path, and one that cannot be decoded, have an error body', async (t) => {
  const { ask } = await httpFixture(t);
  const unknown = await ask('GET', '/pushy/nothing?x=1');
  assert.deepEqual(
    [unknown.statusCode, unknown.json()],
    [404, { error: ['nothing is found at /pushy/nothing'] }],
  );
  assert.equal(unknown.headers['content-type'], 'application/json');
  const malformed = await ask('GET', `${PUSHY}/node_states/%zz`);
  assert.deepEqual([malformed.statusCode, malformed.headers['content-type']], [400, 'application/json']);
});

test('what is accepted is read with its weights and wildcards', async (t) => {
  const { ask } = await httpFixture(t);
  const statusFor = async (accept: string) => (await ask('GET', JOBS, { headers: { accept } })).statusCode;
  for (const accept of [
    '*/*',
    'application/*',
    'application/json;q=0.1, text/html',
    'application/json; charset=utf-8',
    '',
  ]) {
    assert.equal(await statusFor(accept), 200, accept);
  }
  for (const accept of [
    'text/html',
    'application/json;q=0',
    '*/*, application/json;q=0',
    'application/octet-stream',
    'x',
  ]) {
    assert.equal(await statusFor(accept), 406, accept);
  }
});

test('our own error is told to the log and not to the client', async (t) => {
  const { ask, jobs, logged } = await httpFixture(t);
  jobs.ids = () => Promise.reject(new Error('the disk is gone'));
  const response = await ask('GET', JOBS);
  assert.deepEqual([response.statusCode, response.json()], [500, { error: ['internal server error'] }]);
  assert.match(logged.join(''), /the disk is gone/);
});
