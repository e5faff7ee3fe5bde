import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import {
  GaveUp,
  type HarnessServer,
  JobsClient,
  newKeyPair,
  type ServerOptions,
  StartError,
  startFleet,
  startServer,
} from './index.ts';

async function serverFor(context: TestContext, options?: ServerOptions): Promise<HarnessServer> {
  const server = await startServer(options);
  context.after(() => server.close());
  return server;
}

test('a job is run, its nodes judged, its output read', async (context) => {
  const server = await serverFor(context);
  const verbose = { name: 'verbose', options: { stdoutBytes: 20 } } as const;
  await startFleet(server, {
    nodes: ['web1', { name: 'web2', behaviours: ['failing'] }, { name: 'web3', behaviours: [verbose] }],
  });
  const nodes = ['web1', 'web2', 'web3'];
  const started = await server.jobs.start({ command: 'uptime', nodes, captureOutput: true });
  const ended = await started.end();
  assert.equal(ended.status, 'complete');
  assert.deepEqual(ended.nodes, { web1: 'succeeded', web2: 'failed', web3: 'succeeded' });
  assert.deepEqual([ended.events[0]?.event, ended.events.at(-1)?.event], ['start', 'job_complete']);
  assert.equal((await started.output('web3'))?.length, 20);
  assert.equal(await started.output('web9'), undefined);
});

test('over TLS a program trusts the certificate of the server, which restarts keep', async (context) => {
  const server = await serverFor(context, { tls: 'self' });
  const { url, certificate } = server;
  assert.match(url, /^https:/);
  await startFleet(server, { nodes: ['web1'] });
  assert.equal((await server.jobs.run({ command: 'uptime', nodes: ['web1'] })).status, 'complete');
  await server.restart();
  await server.untilAvailable(['web1']);
  assert.deepEqual([server.url, server.certificate], [url, certificate]);
  const made = { org: server.org, user: server.admin.name, privateKey: server.admin.privateKey };
  const jobs = new JobsClient({
    serverUrl: url,
    ...made,
    ...(certificate !== undefined && { ca: certificate }),
  });
  context.after(() => jobs.close());
  assert.equal((await jobs.run({ command: 'uptime', nodes: ['web1'] })).status, 'complete');
});

test('both dialects tell the same of an ended job', async (context) => {
  const told: unknown[] = [];
  for (const dialect of ['documented', 'pushy-server'] as const) {
    const server = await serverFor(context, { dialect });
    assert.equal(server.dialect, dialect);
    await startFleet(server, { nodes: ['web1', { name: 'web2', behaviours: ['busy'] }] });
    const { status, nodes } = await server.jobs.run({ command: 'uptime', nodes: ['web1', 'web2'] });
    told.push({ status, nodes });
  }
  const expected = { status: 'quorum_failed', nodes: { web1: 'was_ready', web2: 'nacked' } };
  assert.deepEqual(told, [expected, expected]);
});

test('several servers run at once, each with nodes of the same names', async (context) => {
  const servers = await Promise.all([serverFor(context), serverFor(context), serverFor(context)]);
  assert.equal(new Set(servers.map(({ url }) => url)).size, 3);
  await Promise.all(servers.map((server) => startFleet(server, { nodes: ['web1'] })));
  const jobs = await Promise.all(
    servers.map((server) => server.jobs.run({ command: 'uptime', nodes: ['web1'] })),
  );
  assert.deepEqual(
    jobs.map(({ nodes }) => nodes),
    [{ web1: 'succeeded' }, { web1: 'succeeded' }, { web1: 'succeeded' }],
  );
});

test('a reset leaves nothing but the address and the keys', async (context) => {
  const server = await serverFor(context, { org: 'acme' });
  const fleet = await startFleet(server, { nodes: ['web1'] });
  const { id } = await server.jobs.run({ command: 'uptime', nodes: ['web1'] });
  const client = server.client();
  context.after(() => client.close());
  const { url, incarnationId } = server;

  await server.reset();
  assert.equal(server.url, url);
  assert.notEqual(server.incarnationId, incarnationId);
  assert.deepEqual(await server.jobs.nodes(), []);
  await assert.rejects(server.jobs.started(id).shown(), /does not know job/);
  assert.equal((await client.request('GET', client.orgPath('clients/web1'))).status, 404);
  await assert.rejects(fleet.add('web2'), /stopped/);

  await startFleet(server, { nodes: ['web1'] });
  assert.deepEqual((await server.jobs.run({ command: 'uptime', nodes: ['web1'] })).nodes, {
    web1: 'succeeded',
  });
});

test('nodes and jobs outlive a restart', async (context) => {
  const server = await serverFor(context);
  const fleet = await startFleet(server, { nodes: ['web1'] });
  const { id } = await server.jobs.run({ command: 'uptime', nodes: ['web1'] });
  await server.restart();
  assert.equal((await server.jobs.started(id).end()).status, 'complete');
  await fleet.untilAvailable();
});

test('a wait that is given up says what was wanted and what was seen', async (context) => {
  const server = await serverFor(context);
  const fleet = await startFleet(server, {
    nodes: ['web1'],
    behaviours: [{ name: 'silent', options: { on: ['ack_commit'] } }],
  });
  const job = await server.jobs.start({ command: 'uptime', nodes: ['web1'] });
  await assert.rejects(job.end({ withinMs: 200 }), (error) => {
    assert.ok(error instanceof GaveUp);
    assert.match(error.message, new RegExp(`the end of job ${job.id}; seen: start`));
    return true;
  });
  await assert.rejects(
    fleet.untilAvailable({ nodes: ['web1', 'web7'], withinMs: 20 }),
    /available: web1, web7; seen: still not: .*web7/,
  );
});

test('nodes change their ways and lives on the way', async (context) => {
  const server = await serverFor(context);
  const fleet = await startFleet(server, { nodes: 2, seed: 'seed', behaviours: ['failing'] });
  const nodes = fleet.names;
  assert.deepEqual(Object.values((await server.jobs.run({ command: 'uptime', nodes })).nodes), [
    'failed',
    'failed',
  ]);
  for (const node of nodes) fleet.behave(node, 'healthy');
  fleet.node(nodes[0] ?? '').restart();
  await fleet.add({ name: 'web3', behaviours: ['healthy'] });
  await fleet.untilAvailable();
  const { nodes: ends } = await server.jobs.run({ command: 'uptime', nodes: fleet.names });
  assert.deepEqual(Object.values(ends), ['succeeded', 'succeeded', 'succeeded']);
  assert.throws(() => fleet.node('web9'), /there is no node web9; there are: .*web3/);
});

test('clients of other principals, and of servers elsewhere', async (context) => {
  const server = await serverFor(context);
  const { publicKey, privateKey } = newKeyPair();
  const superuser = server.client(server.superuser);
  context.after(() => superuser.close());
  const made = await superuser.request('POST', '/users', {
    body: { username: 'ann', public_key: publicKey },
  });
  assert.equal(made.status, 201);
  const stranger = new JobsClient({ serverUrl: server.url, org: server.org, user: 'ann', privateKey });
  context.after(() => stranger.close());
  await assert.rejects(stranger.nodes(), /'ann' is not associated/);
});

test('a bad option starts nothing and leaves no folder', async (context) => {
  const { TMPDIR } = process.env;
  const folder = mkdtempSync(join(tmpdir(), 'push-harness-test-'));
  context.after(() => {
    rmSync(folder, { recursive: true });
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  });
  process.env.TMPDIR = folder;
  await assert.rejects(startServer({ timings: { heartbeatIntervalMs: -1 } }), StartError);
  await assert.rejects(startServer({ org: '../dev' }), StartError);
  assert.deepEqual(readdirSync(folder), []);
});

test('closing again waits for the same, and nothing is to be had afterwards', async () => {
  const server = await startServer();
  await Promise.all([server.close(), server.close()]);
  await server[Symbol.asyncDispose]();
  await assert.rejects(server.jobs.nodes(), /cannot reach/);
  assert.throws(() => server.reset(), /the server is closed/);
});
