import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { Dealer } from 'zeromq';
import { config, deleteClient, nodeStates, startJob } from '../protocol/client/api.ts';
import { newKeyPair } from '../protocol/signing/key-pair.ts';
import { signHmacMessage } from '../protocol/wire/signature.ts';
import { portsOf } from './ports-of.ts';
import type { RunningServer } from './running-server.ts';
import { startReferenceServer } from './server.ts';
import type { ReferenceServerOptions } from './server-options.ts';
import { StartError } from './start-error.ts';
import { availableAt, clientFor, diagnose, folderFor, nodeFor, serverFor } from './testing/server-fixture.ts';
import { hearHeartbeat, until, WireNode } from './testing/wire-node.ts';

/** So slow that what is known of a node does not change by itself in a test. */
const UNHURRIED = { heartbeatIntervalMs: 60_000 };

/** A server that takes both kinds of nodes, its admin, and one of each that is available: `web1` encrypts, `old1` does not. */
async function bothKindsAt(context: TestContext, options: ReferenceServerOptions = {}) {
  const server = await serverFor(context, { allowUnencrypted: true, timings: UNHURRIED, ...options });
  const admin = clientFor(context, server);
  const web1 = await nodeFor(context, server, admin);
  const old1 = await nodeFor(context, server, admin, { node: 'old1', isUnencrypted: true });
  await becomeAvailable(server, { web1, old1 });
  return { server, admin, web1, old1 };
}

async function becomeAvailable(server: RunningServer, nodes: Readonly<Record<string, WireNode>>) {
  for (const [name, node] of Object.entries(nodes)) {
    await node.becomeAvailable();
    await availableAt(server, name);
  }
}

async function unencryptedAt(admin: ReturnType<typeof clientFor>): Promise<unknown> {
  return (await admin.pushy('GET', 'unencrypted_nodes')).json();
}

for (const dialect of ['documented', 'pushy-server'] as const) {
  test(`a node without encryption takes part in a job beside one that encrypts (${dialect})`, async (context) => {
    const { server, admin, web1, old1 } = await bothKindsAt(context, { dialect });
    const { unencrypted, heartbeatAddress, commandAddress } = server;
    assert.deepEqual(
      [old1.config.curvePublicKey, old1.config.heartbeatAddress, old1.config.commandAddress],
      [undefined, unencrypted?.heartbeatAddress, unencrypted?.commandAddress],
    );
    assert.ok(web1.config.curvePublicKey !== undefined);
    assert.deepEqual(
      [web1.config.heartbeatAddress, web1.config.commandAddress],
      [heartbeatAddress, commandAddress],
    );
    const id = await startJob(admin, { command: 'uptime', nodes: ['web1', 'old1'], captureOutput: true });
    for (const node of [web1, old1]) {
      assert.equal((await node.hear('commit')).jobId, id);
      await node.say({ type: 'ack_commit' }, id);
    }
    for (const node of [web1, old1]) {
      await node.hear('run');
      await node.say({ type: 'ack_run' }, id);
      await node.say({ type: 'succeeded', stdout: 'up', stderr: '' }, id);
    }
    await until('the job is over', () => !server.jobs.isRunning(server.org, id));
    const job = await server.jobs.get(server.org, id);
    assert.deepEqual(Array.from(job?.nodes ?? [], ([name, { status }]) => `${name} ${status}`).sort(), [
      'old1 succeeded',
      'web1 succeeded',
    ]);
  });
}

test('the same heartbeats are published at both ports', async (context) => {
  const server = await serverFor(context, { allowUnencrypted: true });
  const addresses = [server.heartbeatAddress, server.unencrypted?.heartbeatAddress ?? ''];
  const bodies = await Promise.all(
    addresses.map(async (address) => String((await hearHeartbeat(address))[1])),
  );
  for (const body of bodies) assert.equal(JSON.parse(body).incarnation_id, server.incarnationId);
});

test('it is shown who is connected without encryption, and the bodies of the dialect stay as they are', async (context) => {
  const { server, admin } = await bothKindsAt(context);
  assert.deepEqual(await unencryptedAt(admin), ['old1']);
  const { state, notes } = await diagnose(admin, 'old1');
  assert.deepEqual([state, notes.map(({ count }) => count)], ['available', [1]]);
  assert.deepEqual((await diagnose(admin, 'web1')).notes, []);
  for (const state of await nodeStates(admin))
    assert.deepEqual(Object.keys(state).sort(), ['name', 'status', 'updatedAtMs']);
  const metrics = (await admin.request('GET', '/metrics', { signed: false })).text;
  assert.match(metrics, /^push_harness_unencrypted_connections 1$/m);
  assert.match(metrics, /^push_harness_node_connections 2$/m);
  assert.equal(server.nodes.count, 2);
});

test('a server that was not asked to refuses such nodes as ever', async (context) => {
  const server = await serverFor(context);
  const admin = clientFor(context, server);
  await assert.rejects(nodeFor(context, server, admin, { isUnencrypted: true }), /Missing ccpk/);
  assert.equal(server.unencrypted, undefined);
  assert.equal((await admin.pushy('GET', 'unencrypted_nodes')).status, 404);
  assert.doesNotMatch((await admin.request('GET', '/metrics', { signed: false })).text, /unencrypted/);
});

test('a node without encryption whose client is deleted is cut off at once, and its session key opens nothing', async (context) => {
  const { server, admin, old1 } = await bothKindsAt(context);
  await deleteClient(admin, 'old1');
  assert.equal(server.nodes.isAvailable(server.org, 'old1'), false);
  assert.equal(server.counters()['connections_cut.shut_out'], 1);
  // its DEALER connects again by itself
  await old1.heartbeat();
  await until('it was refused', () => (server.counters()['refusals.ended_session'] ?? 0) > 0);
  assert.equal(server.nodes.isAvailable(server.org, 'old1'), false);
  assert.deepEqual(await unencryptedAt(admin), []);
});

test('who connects without a key and has no session key makes nothing and moves nobody', async (context) => {
  const { server, admin, old1 } = await bothKindsAt(context);
  const stranger = new Dealer({ linger: 0, routingId: 'old1' });
  context.after(() => stranger.close());
  stranger.connect(old1.config.commandAddress);
  for (const node of ['old1', 'web1', 'nobody']) {
    const body = JSON.stringify({ node, org: server.org, type: 'heartbeat', sequence: 1, job_state: 'idle' });
    await stranger.send(signHmacMessage(body, Buffer.alloc(32, 1)));
  }
  const refused = () => server.counters();
  await until(
    'all were refused',
    () => refused()['refusals.bad_signature'] === 2 && refused()['refusals.unknown_sender'] === 1,
  );
  assert.equal(server.nodes.count, 2);
  const id = await startJob(admin, { command: 'uptime', nodes: ['old1'] });
  assert.equal((await old1.hear('commit')).jobId, id);
});

test('who connects without a key and says nothing is cut in time, and no node is taken for it', async (context) => {
  const timings = { heartbeatIntervalMs: 10, handshakeTimeoutMs: 10, onlineThreshold: 0 };
  const server = await serverFor(context, { allowUnencrypted: true, timings });
  const stranger = new Dealer({ linger: 0 });
  context.after(() => stranger.close());
  stranger.connect(server.unencrypted?.commandAddress ?? '');
  await until('it was cut', () => (server.counters()['connections_cut.unproven'] ?? 0) > 0);
  assert.equal(server.nodes.count, 0);
});

test('whoever repeats a request without its key gets another form of it, and the node that encrypts stays as it is', async (context) => {
  const { server, admin, web1 } = await bothKindsAt(context);
  const client = admin.as({ user: 'web1' });
  const seen = await config(client, 'web1');
  assert.equal(seen.curvePublicKey, undefined);
  assert.deepEqual(await unencryptedAt(admin), ['old1']);
  const id = await startJob(admin, { command: 'uptime', nodes: ['web1'] });
  assert.equal((await web1.hear('commit')).jobId, id);
  assert.equal(server.counters()['connections_cut.shut_out'], undefined);
});

test('a client that was given another key is shut out, and its node without encryption comes back with the next session', async (context) => {
  const { server, admin, old1 } = await bothKindsAt(context);
  const { publicKey, privateKey } = await newKeyPair();
  await server.access.clients.rotateKey(server.org, 'old1', publicKey);
  await until('it was cut', () => (server.counters()['connections_cut.shut_out'] ?? 0) > 0);
  old1.stop();
  const client = admin.as({ user: 'old1', privateKey });
  const renewed = await WireNode.start({ client, privateKey, node: 'old1', isUnencrypted: true });
  context.after(() => renewed.stop());
  assert.notDeepEqual(renewed.sessionKey, old1.sessionKey);
  await becomeAvailable(server, { old1: renewed });
});

test('a restart at the same ports reaches a node without encryption as it is', async (context) => {
  const data = await folderFor(context);
  const options = { data, allowUnencrypted: true, timings: UNHURRIED };
  const first = await startReferenceServer(options);
  context.after(() => first.stop());
  const old1 = await nodeFor(context, first, clientFor(context, first), {
    node: 'old1',
    isUnencrypted: true,
  });
  await becomeAvailable(first, { old1 });
  await first.stop();
  const second = await serverFor(context, { ...options, ...portsOf(first) });
  await becomeAvailable(second, { old1 });
  assert.deepEqual(second.unencrypted, first.unencrypted);
});

test('a server that encrypts nothing has no nodes to take beside others', async () => {
  await assert.rejects(startReferenceServer({ curve: false, allowUnencrypted: true }), (error) => {
    assert.ok(error instanceof StartError);
    assert.match(error.message, /--no-curve.*leave out --allow-unencrypted/);
    return true;
  });
});
