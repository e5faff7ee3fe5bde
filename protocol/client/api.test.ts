import assert from 'node:assert/strict';
import test from 'node:test';
import { serverConfig, vectorKey } from '../testing/vectors.ts';
import { answerJson, startWebServer, type WebServer } from '../testing/web-server.ts';
import * as api from './api.ts';
import { RequestRefused, UnexpectedAnswer } from './errors.ts';
import { RestClient } from './rest-client.ts';

const JOB_BODY = {
  id: 'abc',
  command: 'chef-client',
  status: 'complete',
  run_timeout: 300,
  created_at: 'Tue, 04 Sep 2012 23:01:02 GMT',
  updated_at: 'Tue, 04 Sep 2012 23:17:56 GMT',
};
const JOB: api.JobAnswer = {
  id: 'abc',
  command: 'chef-client',
  status: 'complete',
  runTimeoutSeconds: 300,
  createdAtMs: Date.UTC(2012, 8, 4, 23, 1, 2),
  updatedAtMs: Date.UTC(2012, 8, 4, 23, 17, 56),
  nodes: {},
  captureOutput: false,
};

interface Fixture extends AsyncDisposable {
  readonly client: RestClient;
  readonly server: WebServer;
  /** `METHOD url` and the JSON body of the last request. */
  last(): readonly [asked: string, body: unknown];
}

/** A server that gives one and the same answer to everything. */
async function answering(status: number, body: unknown): Promise<Fixture> {
  const server = await startWebServer((_request, response) => answerJson(response, status, body));
  const client = new RestClient({ serverUrl: server.url, org: 'dev', user: 'admin', privateKey: vectorKey });
  return {
    client,
    server,
    last() {
      const request = server.seen.at(-1);
      return [`${request?.method} ${request?.url}`, request?.body ? JSON.parse(request.body) : undefined];
    },
    async [Symbol.asyncDispose]() {
      await client.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

test('a job is started with what was given and no more; its id comes from either dialect', async () => {
  const answers = [
    { id: 'abc', uri: 'http://h/organizations/dev/pushy/jobs/abc' },
    { uri: 'http://h/pushy/jobs/abc' },
  ];
  for (const answer of answers) {
    await using target = await answering(201, answer);
    assert.equal(await api.startJob(target.client, { command: 'x', nodes: ['a'] }), 'abc');
    assert.deepEqual(target.last(), ['POST /organizations/dev/pushy/jobs', { command: 'x', nodes: ['a'] }]);
    const options = { user: 'u', dir: '/', env: { A: '1' }, file: 'raw:', quorum: 0 };
    const job = { command: 'x', nodes: ['a'], ...options };
    await api.startJob(target.client, { ...job, runTimeoutSeconds: 5, captureOutput: false });
    assert.deepEqual(target.last()[1], { ...job, run_timeout: 5, capture_output: false });
  }
});

test('a job is read in either dialect', async () => {
  const options = { user: 'u', dir: '/', env: { A: '1' }, file: 'raw:x' };
  await using full = await answering(200, {
    ...JOB_BODY,
    ...options,
    nodes: { complete: ['a', 'b'], crashed: ['c'] },
    capture_output: true,
  });
  assert.deepEqual(await api.job(full.client, 'a b', { includeFile: true }), {
    ...JOB,
    ...options,
    nodes: { complete: ['a', 'b'], crashed: ['c'] },
    captureOutput: true,
  });
  assert.deepEqual(full.last()[0], 'GET /organizations/dev/pushy/jobs/a%20b?include_file=true');

  await using bare = await answering(200, { ...JOB_BODY, nodes: {}, env: {}, file_specified: false });
  assert.deepEqual(await api.job(bare.client, 'abc'), { ...JOB, env: {}, fileSpecified: false });
});

test('the list of jobs is ids in one dialect and jobs in the other', async () => {
  await using ids = await answering(200, ['abc', 'def']);
  assert.deepEqual(await api.jobs(ids.client), [{ id: 'abc' }, { id: 'def' }]);
  await using whole = await answering(200, [JOB_BODY]);
  assert.deepEqual(await api.jobs(whole.client), [{ id: 'abc', job: JOB }]);
});

test('output comes byte for byte', async () => {
  const bytes = Buffer.from([0, 255, 10, 13, 0x80]);
  await using server = await startWebServer((_request, response) => response.end(bytes));
  const client = new RestClient({ serverUrl: server.url, org: 'dev', user: 'admin', privateKey: vectorKey });
  assert.deepEqual(await api.output(client, 'abc', 'web/1', 'stderr'), bytes);
  assert.equal(server.seen[0]?.url, '/organizations/dev/pushy/jobs/abc/output/web%2F1/stderr');
  assert.equal(server.seen[0]?.headers.accept, 'application/octet-stream');
  await client.close();
});

test('nodes are read in either dialect', async () => {
  const documented = { node_name: 'web1', status: 'up', updated_at: 'Tue, 04 Sep 2012 23:17:56 GMT' };
  const shipped = { node_name: 'web2', availability: 'available' };
  await using list = await answering(200, [documented, shipped]);
  assert.deepEqual(await api.nodeStates(list.client), [
    { name: 'web1', status: 'up', updatedAtMs: JOB.updatedAtMs },
    { name: 'web2', availability: 'available' },
  ]);
  await using one = await answering(200, { ...shipped, status: 'online' });
  const state = { name: 'web2', status: 'online', availability: 'available' };
  assert.deepEqual(await api.nodeState(one.client, 'web2'), state);
  assert.deepEqual(await api.connectState(one.client, 'web2'), state);
  assert.equal(one.last()[0], 'GET /organizations/dev/pushy/connect/web2');
});

test('a config is asked for with the CURVE key, or without a query as by a client of version 1', async () => {
  await using target = await answering(200, serverConfig);
  const config = await api.config(target.client, 'web1', 'k?j}kK{Ii]10Ft5Y5d1uciu1mUS&cK/)Ko(:KE71');
  assert.equal(config.node, 'node-9');
  const url = new URL(`http://h${target.server.seen[0]?.url}`);
  assert.equal(url.pathname, '/organizations/dev/pushy/config/web1');
  assert.equal(url.searchParams.get('ccpk'), 'k?j}kK{Ii]10Ft5Y5d1uciu1mUS&cK/)Ko(:KE71');
  assert.equal(url.searchParams.get('version'), '2.0');
  await api.config(target.client, 'web1');
  assert.equal(target.last()[0], 'GET /organizations/dev/pushy/config/web1');
});

test('the status of the server is asked for without a signature', async () => {
  const body = { status: "it's alive", incarnation_id: 'i', node_fsm_count: 3, job_processes: ['abc'] };
  await using target = await answering(200, body);
  assert.deepEqual(await api.serverStatus(target.client), {
    status: "it's alive",
    incarnationId: 'i',
    heartbeatingNodes: 3,
    jobIds: ['abc'],
  });
  assert.equal(target.server.seen[0]?.headers['x-ops-sign'], undefined);
});

type Call = (client: RestClient) => Promise<unknown>;

const PRINCIPAL_CALLS: readonly (readonly [call: Call, asked: string, body: unknown])[] = [
  [(c) => api.createOrganisation(c, 'o'), 'POST /organizations', { name: 'o', full_name: 'o' }],
  [(c) => api.organisations(c), 'GET /organizations', undefined],
  [
    (c) => api.createUser(c, { name: 'u' }),
    'POST /users',
    { username: 'u', display_name: 'u', create_key: true },
  ],
  [(c) => api.users(c), 'GET /users', undefined],
  [(c) => api.deleteUser(c, 'u u'), 'DELETE /users/u%20u', undefined],
  [(c) => api.associateUser(c, 'u'), 'POST /organizations/dev/users', { username: 'u' }],
  [(c) => api.dissociateUser(c, 'u'), 'DELETE /organizations/dev/users/u', undefined],
  [
    (c) => api.createClient(c, { name: 'n' }),
    'POST /organizations/dev/clients',
    { name: 'n', create_key: true },
  ],
  [
    (c) => api.createClient(c, { name: 'n', publicKey: 'PEM' }),
    'POST /organizations/dev/clients',
    { name: 'n', public_key: 'PEM' },
  ],
  [(c) => api.clients(c), 'GET /organizations/dev/clients', undefined],
  [
    (c) => api.rotateClientKey(c, { name: 'n', publicKey: 'PEM' }),
    'PUT /organizations/dev/clients/n',
    { name: 'n', public_key: 'PEM' },
  ],
  [(c) => api.deleteClient(c, 'n'), 'DELETE /organizations/dev/clients/n', undefined],
  [(c) => api.createGroup(c, 'g'), 'POST /organizations/dev/groups', { groupname: 'g' }],
  [(c) => api.groups(c), 'GET /organizations/dev/groups', undefined],
  [
    (c) => api.saveGroup(c, 'g', { users: ['u'], clients: [], groups: ['h'] }),
    'PUT /organizations/dev/groups/g',
    { groupname: 'g', actors: { users: ['u'], clients: [], groups: ['h'] } },
  ],
  [(c) => api.deleteGroup(c, 'g'), 'DELETE /organizations/dev/groups/g', undefined],
];

for (const [call, asked, body] of PRINCIPAL_CALLS) {
  test(`${asked} is asked in the Chef server's shape, body ${JSON.stringify(body)}`, async () => {
    await using target = await answering(200, {});
    await call(target.client);
    assert.deepEqual(target.last(), [asked, body]);
  });
}

test('principals are read', async () => {
  await using organisation = await answering(200, { name: 'o', full_name: 'O', guid: 'a'.repeat(32) });
  const read = await api.organisation(organisation.client, 'o');
  assert.deepEqual(read, { name: 'o', fullName: 'O', id: 'a'.repeat(32) });
  await using user = await answering(200, { username: 'u', public_key: 'PEM' });
  assert.deepEqual(await api.user(user.client, 'u'), { name: 'u', publicKey: 'PEM' });
  await using client = await answering(200, { name: 'n', public_key: 'PEM' });
  assert.deepEqual(await api.clientNamed(client.client, 'n'), { name: 'n', publicKey: 'PEM' });
  await using group = await answering(200, {
    groupname: 'g',
    users: ['u'],
    clients: [],
    groups: [],
    actors: ['u'],
  });
  assert.deepEqual(await api.group(group.client, 'g'), { users: ['u'], clients: [], groups: [] });
  await using names = await answering(200, { a: 'http://h/a', b: 'http://h/b' });
  assert.deepEqual(await api.clients(names.client), ['a', 'b']);
  const principal = { name: 'n', type: 'client', public_key: 'PEM' };
  for (const body of [principal, { principals: [principal] }]) {
    await using target = await answering(200, body);
    const found = await api.principals(target.client, 'n');
    assert.deepEqual(found, [{ name: 'n', type: 'client', publicKey: 'PEM' }]);
  }
});

test('a key that the server drew is found in either of its places', async () => {
  for (const body of [{ private_key: 'PEM' }, { chef_key: { private_key: 'PEM' } }]) {
    await using target = await answering(201, body);
    assert.equal(await api.createClient(target.client, { name: 'n' }), 'PEM');
    assert.equal(await api.createUser(target.client, { name: 'u' }), 'PEM');
  }
  await using target = await answering(201, { uri: 'http://h/x' });
  assert.equal(await api.createClient(target.client, { name: 'n', publicKey: 'PEM' }), undefined);
});

test('what is not there is undefined where one thing was asked for, and a refusal elsewhere', async () => {
  await using target = await answering(404, { error: ['not found'] });
  const { client } = target;
  const single: Call[] = [
    (c) => api.job(c, 'x'),
    (c) => api.output(c, 'x', 'y', 'stdout'),
    (c) => api.nodeState(c, 'x'),
    (c) => api.organisation(c, 'x'),
    (c) => api.user(c, 'x'),
    (c) => api.clientNamed(c, 'x'),
    (c) => api.group(c, 'x'),
  ];
  for (const call of single) assert.equal(await call(client), undefined);
  assert.deepEqual(await api.principals(client, 'x'), []);
  await assert.rejects(api.jobs(client), (error) => error instanceof RequestRefused && error.status === 404);
  await using forbidden = await answering(403, { error: ['no'] });
  for (const call of single) await assert.rejects(call(forbidden.client), RequestRefused);
});

test('an answer in another shape is told with the place and the text', async () => {
  const wrong: readonly (readonly [call: Call, body: unknown, message: RegExp])[] = [
    [(c) => api.jobs(c), {}, /^the answer to GET .*\/jobs has no array where one should be: \{\}$/],
    [(c) => api.job(c, 'x'), { ...JOB_BODY, created_at: 'now' }, /HTTP date in 'created_at'/],
    [(c) => api.job(c, 'x'), { ...JOB_BODY, id: undefined }, /field 'id'/],
    [(c) => api.job(c, 'x'), { ...JOB_BODY, nodes: { ready: 'a' } }, /array where one should be: "a"/],
    [(c) => api.startJob(c, { command: '', nodes: [] }), { uri: '' }, /job id/],
    [(c) => api.config(c, 'x'), {}, /valid type/],
    [(c) => api.nodeStates(c), [7], /object where one should be: 7/],
    [(c) => api.serverStatus(c), { status: 7 }, /string where one should be: 7/],
  ];
  for (const [call, body, message] of wrong) {
    await using target = await answering(200, body);
    await assert.rejects(call(target.client), (error) => {
      assert.ok(error instanceof UnexpectedAnswer);
      assert.match(error.message, message);
      return true;
    });
  }
  await using server = await startWebServer((_request, response) => response.end('<html>'));
  const client = new RestClient({ serverUrl: server.url, org: 'dev', user: 'admin', privateKey: vectorKey });
  for (const call of [api.jobs, (asker: RestClient) => api.config(asker, 'x')]) {
    await assert.rejects(call(client), { name: 'UnexpectedAnswer', message: /has no JSON: an HTML page$/ });
  }
  await client.close();
});
