import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import test, { type TestContext } from 'node:test';
import { Dealer } from 'zeromq';
import {
  askForConfig,
  config,
  configIn,
  createClient,
  deleteClient,
  rotateClientKey,
  startJob,
} from '../protocol/client/api.ts';
import type { RestClient } from '../protocol/client/rest-client.ts';
import { newCurveKeyPair } from '../protocol/curve/key-pair.ts';
import { decryptSessionKey } from '../protocol/curve/session-key.ts';
import { newKeyPair } from '../protocol/signing/key-pair.ts';
import type { RunningServer } from './running-server.ts';
import { startReferenceServer } from './server.ts';
import { availableAt, clientFor, diagnose, folderFor, nodeFor, serverFor } from './testing/server-fixture.ts';
import { until, WireNode } from './testing/wire-node.ts';

/** So slow that what is known of a node does not change by itself in a test. */
const UNHURRIED = { heartbeatIntervalMs: 60_000 };

for (const dialect of ['documented', 'pushy-server'] as const) {
  test(`a reader who looks at a node's configuration gets keys that open nothing, and changes nothing (${dialect})`, async (context) => {
    const server = await serverFor(context, { dialect, timings: UNHURRIED });
    const admin = clientFor(context, server);
    const node = await nodeFor(context, server, admin);
    await node.becomeAvailable();
    await availableAt(server);
    const known = async () => ({
      diagnosis: (await admin.pushy('GET', 'diagnosis/web1')).json(),
      state: (await admin.pushy('GET', 'node_states/web1')).json(),
      keys: /^push_harness_admitted_keys .*$/m.exec(
        (await admin.request('GET', '/metrics', { signed: false })).text,
      )?.[0],
    });
    const before = await known();

    const { publicKey, secretKey } = newCurveKeyPair();
    const seen = await config(admin, 'web1', publicKey);
    assert.deepEqual(await known(), before);
    const key = decryptSessionKey(seen.encodedSessionKey.key, createPrivateKey(server.bootstrapKeys.admin));
    assert.equal(key?.byteLength, node.sessionKey.byteLength);
    assert.notDeepEqual(key, node.sessionKey);

    const reader = new Dealer({
      linger: 0,
      curveServerKey: seen.curvePublicKey ?? '',
      curvePublicKey: publicKey,
      curveSecretKey: secretKey,
    });
    context.after(() => reader.close());
    reader.connect(seen.commandAddress);
    await until('the key is refused', () => (server.counters()['zap.unknown_key'] ?? 0) > 0);

    const id = await startJob(admin, { command: 'uptime', nodes: ['web1'] });
    assert.equal((await node.hear('commit')).jobId, id);
    assert.equal(server.counters()['messages.heartbeat'], 1);
  });
}

/** Another key than that of the fixture's nodes. */
const NEW = newKeyPair();

/** Ways in which a client comes to have another key, each over REST. */
const RENEWALS = [
  {
    how: 'deleted and made anew',
    why: 'client_deleted',
    renew: async (admin: RestClient) => {
      await deleteClient(admin, 'web1');
      await createClient(admin, { name: 'web1', publicKey: NEW.publicKey });
    },
  },
  {
    how: 'given another key',
    why: 'client_rekeyed',
    renew: async (admin: RestClient) => {
      await rotateClientKey(admin, { name: 'web1', publicKey: NEW.publicKey });
    },
  },
] as const;

/** A node with the key that the client has now. */
async function renewed(context: TestContext, admin: RestClient): Promise<WireNode> {
  const { privateKey } = NEW;
  const client = admin.as({ user: 'web1', privateKey });
  const node = await WireNode.start({ client, privateKey, node: 'web1', incarnationId: 'new' });
  context.after(() => node.stop());
  return node;
}

function countOf(server: RunningServer, counter: string): number {
  return server.counters()[counter] ?? 0;
}

/** Speaks over the connection that it has until the server has refused a message. */
async function refusedAs(server: RunningServer, node: WireNode, counter: string): Promise<void> {
  const before = countOf(server, counter);
  await node.heartbeat();
  await until(`${counter} is counted`, () => countOf(server, counter) > before);
}

/** Its connection is ended, and the next one, which libzmq makes by itself, is refused. */
async function isShutOut(server: RunningServer): Promise<void> {
  const shutOut = () => [countOf(server, 'connections_cut.shut_out'), countOf(server, 'zap.ended_key')];
  await until('it is cut off and refused', () => shutOut().every((count) => count > 0));
  assert.deepEqual(shutOut(), [1, 1]);
}

/** Runs a job on web1 up to its vote, and shows that all that was sent for it went to this node. */
async function takesJobs(server: RunningServer, admin: RestClient, node: WireNode): Promise<void> {
  const before = countOf(server, 'sent.commit');
  const id = await startJob(admin, { command: 'uptime', nodes: ['web1'], env: { SECRET: 'x' } });
  assert.equal((await node.hear('commit')).jobId, id);
  assert.equal(countOf(server, 'sent.commit'), before + 1);
}

for (const { how, why, renew } of RENEWALS) {
  test(`whoever has the old keys of a client that was ${how} gets nothing, over a restart neither`, async (context) => {
    const data = await folderFor(context);
    const first = await startReferenceServer({ data, timings: UNHURRIED });
    context.after(() => first.stop());
    const admin = clientFor(context, first);
    const thief = await nodeFor(context, first, admin);
    await thief.becomeAvailable();
    await availableAt(first);
    await first.store.flushed();

    await renew(admin);
    assert.equal(first.nodes.count, 0);
    assert.equal((await diagnose(admin, 'web1')).first_wrong?.cause, why);
    assert.equal(countOf(first, `sessions_ended.${why}`), 1);
    await isShutOut(first);
    thief.reconnect();
    await refusedAs(first, thief, 'zap.ended_key');
    assert.equal(first.nodes.count, 0);

    const node = await renewed(context, admin);
    assert.notDeepEqual(node.sessionKey, thief.sessionKey);
    await node.becomeAvailable();
    await availableAt(first);
    await takesJobs(first, admin, node);
    await first.stop();

    const commandPort = Number(new URL(first.commandAddress.replace('tcp', 'http')).port);
    const port = Number(new URL(first.url).port);
    const second = await serverFor(context, { data, port, commandPort, timings: UNHURRIED });
    thief.reconnect();
    await refusedAs(second, thief, 'zap.unknown_key');
    await node.heartbeat();
    await node.hear('abort');
    await node.say({ type: 'aborted' });
    await availableAt(second);
    await takesJobs(second, admin, node);
    assert.equal(second.counters()['refusals.bad_signature'], undefined);
  });
}

test('without CURVE the old session key is worth nothing either, over a restart neither, and the new one holds', async (context) => {
  const data = await folderFor(context);
  const options = { data, curve: false, timings: UNHURRIED };
  const first = await startReferenceServer(options);
  context.after(() => first.stop());
  const admin = clientFor(context, first);
  const thief = await nodeFor(context, first, admin);
  await thief.becomeAvailable();
  await availableAt(first);
  await rotateClientKey(admin, { name: 'web1', publicKey: NEW.publicKey });
  await refusedAs(first, thief, 'refusals.ended_session');
  const node = await renewed(context, admin);
  await node.becomeAvailable();
  await availableAt(first);
  await refusedAs(first, thief, 'refusals.ended_session');
  await first.stop();

  const commandPort = Number(new URL(first.commandAddress.replace('tcp', 'http')).port);
  const second = await serverFor(context, { ...options, commandPort });
  await refusedAs(second, thief, 'refusals.bad_signature');
  await node.heartbeat();
  await node.hear('abort');
});

test('a client that was made anew with its old key gets another session: whoever had the old one is out', async (context) => {
  const server = await serverFor(context, { curve: false, timings: UNHURRIED });
  const admin = clientFor(context, server);
  const thief = await nodeFor(context, server, admin);
  await thief.becomeAvailable();
  await availableAt(server);
  await deleteClient(admin, 'web1');
  const node = await nodeFor(context, server, admin, { incarnationId: 'new' });
  assert.notDeepEqual(node.sessionKey, thief.sessionKey);
  await refusedAs(server, thief, 'refusals.ended_session');
  await node.becomeAvailable();
  await availableAt(server);
});

test('an organisation that is deleted takes its nodes with it', async (context) => {
  const server = await serverFor(context, { timings: UNHURRIED });
  const admin = clientFor(context, server);
  const node = await nodeFor(context, server, admin);
  await node.becomeAvailable();
  await availableAt(server);
  await server.access.organisations.delete(server.org);
  assert.equal(server.nodes.count, 0);
  await isShutOut(server);
});

test('a client that is deleted while its node runs a job is down in the job, and is sent nothing more', async (context) => {
  const server = await serverFor(context, { timings: UNHURRIED });
  const admin = clientFor(context, server);
  const node = await nodeFor(context, server, admin);
  await node.becomeAvailable();
  await availableAt(server);
  const id = await startJob(admin, { command: 'uptime', nodes: ['web1'] });
  await node.hear('commit');
  await node.say({ type: 'ack_commit' }, id);
  await node.hear('run');
  await node.say({ type: 'ack_run' }, id);
  await until('the node runs it', () => countOf(server, 'messages.ack_run') === 1);
  const sent = () => Object.entries(server.counters()).filter(([name]) => name.startsWith('sent.'));
  const before = sent();
  await deleteClient(admin, 'web1');
  await until('the job is over', () => !server.jobs.isRunning(server.org, id));
  const nodes = (await server.jobs.get(server.org, id))?.nodes ?? [];
  assert.deepEqual(
    Array.from(nodes, ([name, { status }]) => [name, status]),
    [['web1', 'crashed']],
  );
  await isShutOut(server);
  assert.deepEqual(sent(), before);
});

for (const freshKeys of [false, true]) {
  test(`a sniffed request admits no other key, over a restart with ${freshKeys ? 'fresh' : 'kept'} keys neither`, async (context) => {
    const data = await folderFor(context);
    const first = await startReferenceServer({ data, freshKeys, timings: UNHURRIED });
    context.after(() => first.stop());
    const admin = clientFor(context, first);
    const node = await nodeFor(context, first, admin);
    await node.becomeAvailable();
    await availableAt(first);
    const client = admin.as({ user: 'web1' });
    const { sent } = await askForConfig(client, 'web1', newCurveKeyPair().publicKey);
    assert.ok(sent !== undefined);
    const repeat = async () => {
      const { publicKey } = newCurveKeyPair();
      const path = client.pushyPath(`config/web1?${new URLSearchParams({ ccpk: publicKey })}`);
      return await client.request('GET', path, { signed: false, headers: { ...sent.headers } });
    };
    const admitted = async () =>
      /admitted_keys (\d+)/.exec((await admin.request('GET', '/metrics', { signed: false })).text)?.[1];
    const before = await admitted();

    const answer = await repeat();
    assert.equal(answer.status, 200);
    assert.equal(configIn(answer).node, 'web1');
    assert.equal(await admitted(), before);
    assert.equal(countOf(first, 'config_replays.other_key'), 1);
    const { state, notes } = await diagnose(admin, 'web1');
    assert.deepEqual([state, notes.map(({ count }) => count)], ['available', [1]]);
    await takesJobs(first, admin, node);
    await first.stop();

    const second = await serverFor(context, { data, freshKeys, port: Number(new URL(first.url).port) });
    const restarted = await admitted();
    assert.equal((await repeat()).status, 200);
    assert.equal(await admitted(), restarted);
    assert.equal(countOf(second, 'config_replays.maybe_used'), 1);
  });
}
