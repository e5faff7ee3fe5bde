import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import test from 'node:test';
import { job, output, startJob } from '../protocol/client/api.ts';
import { formatClientMessage } from '../protocol/wire/client-message.ts';
import { parseHeader } from '../protocol/wire/header.ts';
import { parseServerMessage } from '../protocol/wire/server-message.ts';
import { signHmacMessage, verifyRsa } from '../protocol/wire/signature.ts';
import { formatCommand } from '../protocol/zmtp/command.ts';
import { formatMessage } from '../protocol/zmtp/frame.ts';
import { formatGreetingEnd, GREETING_START } from '../protocol/zmtp/greeting.ts';
import { formatMetadata } from '../protocol/zmtp/metadata.ts';
import { startReferenceServer } from './server.ts';
import { StartError } from './start-error.ts';
import { RawPeer } from './testing/raw-peer.ts';
import { availableAt, clientFor, diagnose, folderFor, nodeFor, serverFor } from './testing/server-fixture.ts';
import { hearHeartbeat, until } from './testing/wire-node.ts';

test('a node fetches its configuration, connects, answers its rehab and runs a job', async (context) => {
  const server = await serverFor(context);
  const client = clientFor(context, server);
  const node = await nodeFor(context, server, client);
  await node.becomeAvailable();
  await availableAt(server);

  const id = await startJob(client, { command: 'uptime', nodes: ['web1'], captureOutput: true });
  const commit = await node.hear('commit');
  assert.deepEqual([commit.jobId, commit.command, commit.capture], [id, 'uptime', true]);
  await node.say({ type: 'ack_commit' }, id);
  await node.hear('run');
  await node.say({ type: 'ack_run' }, id);
  await node.say({ type: 'succeeded', stdout: 'up\n', stderr: '' }, id);
  await until('the job is over', () => !server.jobs.isRunning(server.org, id));
  await server.store.flushed();

  assert.equal((await job(client, id))?.status, 'complete');
  assert.equal((await output(client, id, 'web1', 'stdout'))?.toString(), 'up\n');
  const counters = server.counters();
  assert.equal(counters['messages.succeeded'], 1);
  assert.equal(counters['zap.admitted'], 1);
  assert.deepEqual(
    Object.keys(counters).filter((name) => name.startsWith('refusals')),
    [],
  );
});

test('heartbeats are signed with the key in the configuration', async (context) => {
  const server = await serverFor(context);
  const node = await nodeFor(context, server, clientFor(context, server));
  const [header, body] = await hearHeartbeat(node.config.heartbeatAddress);
  const head = parseHeader(header ?? Buffer.of());
  assert.ok(head.ok && head.value.method === 'rsa2048_sha1');
  assert.ok(verifyRsa(body ?? '', createPublicKey(node.config.publicKey), head.value.signature));
  const message = parseServerMessage(JSON.parse(String(body)));
  assert.ok(message.ok && message.value.type === 'heartbeat');
  assert.equal(message.value.incarnationId, node.config.incarnationId);
});

test('a new identity of the same incarnation is acknowledged at once', async (context) => {
  const server = await serverFor(context);
  const node = await nodeFor(context, server, clientFor(context, server));
  await node.becomeAvailable();
  await availableAt(server);
  node.reconnect();
  await node.heartbeat();
  await node.hear('ack');
});

test('what is no valid message is counted, answered by nothing, and harms nobody', async (context) => {
  const server = await serverFor(context);
  const node = await nodeFor(context, server, clientFor(context, server));
  const other = await nodeFor(context, server, clientFor(context, server), { node: 'web2' });
  const signed = (text: string) => signHmacMessage(text, node.sessionKey);
  const [header, body] = signed('{}');

  await node.sayFrames(['one']);
  await node.sayFrames([header, body, 'three']);
  await node.sayFrames(['x'.repeat(2_049), body]);
  await node.sayFrames([header, 'x'.repeat(65_537)]);
  await node.sayFrames(['no header', body]);
  await node.sayFrames([header.replace('2.0', '3.0'), body]);
  await node.sayFrames([header.replace('hmac_sha256', 'rsa2048_sha1'), body]);
  await node.sayFrames([header, 'no json']);
  await node.sayFrames(signed('[]'));
  await node.sayFrames(signed('{}'));
  const claim = '{"node":"web2","org":"dev"}';
  await node.sayFrames(signed(claim));
  await node.sayFrames(signed(claim.replace('web2', 'nobody')));
  await node.say({ type: 'heartbeat', jobState: 'idle' }, null, Date.now() - 300_000);
  await node.say({ type: 'heartbeat', jobState: 'idle' }, null, Date.now() + 301_000);
  await node.say({ type: 'ack_run' }, 'j'.repeat(65));
  await node.sayFrames(signed('{"node":"web1","org":"dev","type":"dance"}'));
  await until('all are refused', () => server.counters()['refusals.unknown_type'] === 1);

  const refusals = Object.entries(server.counters()).filter(([name]) => name.startsWith('refusals.'));
  assert.deepEqual(Object.fromEntries(refusals), {
    'refusals.frame_count': 2,
    'refusals.header_too_long': 1,
    'refusals.body_too_long': 1,
    'refusals.bad_header': 1,
    'refusals.bad_version': 1,
    'refusals.bad_method': 1,
    'refusals.bad_json': 1,
    'refusals.bad_field': 3,
    'refusals.bad_signature': 1,
    'refusals.unknown_sender': 1,
    'refusals.bad_timestamp': 2,
    'refusals.unknown_type': 1,
  });
  assert.equal(server.nodes.count, 0);
  await node.becomeAvailable();
  await other.becomeAvailable();
  await availableAt(server);
  await availableAt(server, 'web2');
});

test('a restart with kept keys reaches the nodes as they are', async (context) => {
  const data = await folderFor(context);
  const first = await startReferenceServer({ data, timings: { heartbeatIntervalMs: 200 } });
  const commandPort = Number(new URL(first.commandAddress.replace('tcp', 'http')).port);
  const client = clientFor(context, first);
  const node = await nodeFor(context, first, client);
  await node.becomeAvailable();
  await availableAt(first);
  await first.stop();

  const second = await serverFor(context, { data, commandPort });
  assert.notEqual(second.incarnationId, first.incarnationId);
  await node.heartbeat();
  await node.hear('abort');
  await node.say({ type: 'aborted' });
  await availableAt(second);
});

test('a restart with fresh keys lets nobody in who has not fetched a new configuration', async (context) => {
  const data = await folderFor(context);
  const first = await startReferenceServer({ data, freshKeys: true });
  const commandPort = Number(new URL(first.commandAddress.replace('tcp', 'http')).port);
  const node = await nodeFor(context, first, clientFor(context, first));
  await node.becomeAvailable();
  await availableAt(first);
  await first.stop();

  const second = await serverFor(context, { data, commandPort, freshKeys: true });
  await node.heartbeat();
  await until('its handshake fails', () =>
    Object.keys(second.counters()).some((name) => name.startsWith('handshakes_failed.')),
  );
  assert.equal(second.nodes.count, 0);
});

test('without CURVE nodes connect in the clear', async (context) => {
  const server = await serverFor(context, { curve: false });
  const node = await nodeFor(context, server, clientFor(context, server));
  assert.equal(node.config.curvePublicKey, undefined);
  await node.becomeAvailable();
  await availableAt(server);
});

test('a silent node is down, and the store knows it', async (context) => {
  const server = await serverFor(context, { timings: { heartbeatIntervalMs: 20, rehabIntervalMs: 50 } });
  const client = clientFor(context, server);
  const node = await nodeFor(context, server, client);
  await node.becomeAvailable();
  await availableAt(server);
  await until('the node is down', () => server.nodes.count === 0);
  assert.equal((await server.store.nodes.get(server.org, 'web1'))?.status, 'down');
  assert.equal((await diagnose(client, 'web1')).first_wrong?.cause, 'heartbeats_stopped');
});

test('two servers in one process keep their nodes apart', async (context) => {
  const servers = [await serverFor(context), await serverFor(context)];
  for (const server of servers) {
    const node = await nodeFor(context, server, clientFor(context, server));
    await node.becomeAvailable();
    await availableAt(server);
    assert.equal(server.nodes.count, 1);
  }
});

for (const name of ['port', 'heartbeatPort', 'commandPort'] as const) {
  test(`a ${name} in use is named with the remedy, and nothing is made`, async (context) => {
    const holder = createServer().listen(0, '127.0.0.1');
    context.after(() => holder.close());
    await new Promise((resolve) => holder.once('listening', resolve));
    const address = holder.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const folder = await folderFor(context);
    await assert.rejects(startReferenceServer({ data: join(folder, 'data'), [name]: port }), (error) => {
      assert.ok(error instanceof StartError);
      assert.match(error.message, new RegExp(`^Port ${port} for .* is in use: .* with --`));
      return true;
    });
    assert.deepEqual(await readdir(folder), []);
  });
}

test('a data folder that is in use is refused, and the server that uses it goes on', async (context) => {
  const data = await folderFor(context);
  const server = await serverFor(context, { data });
  await assert.rejects(startReferenceServer({ data }), StartError);
  assert.equal((await fetch(`${server.url}/pushy/_status`)).status, 200);
});

test('a setting out of bounds is refused', async () => {
  await assert.rejects(
    startReferenceServer({ timings: { downThreshold: 2 } }),
    /downThreshold is 2; give a number from/,
  );
});

test('stopping twice is stopping once', async () => {
  const server = await startReferenceServer();
  await Promise.all([server.stop(), server.stop()]);
  await assert.rejects(fetch(`${server.url}/pushy/_status`));
});

test('a node that takes nothing of what is sent to it is down, and up again when it comes back', async (context) => {
  const server = await serverFor(context, { curve: false, timings: { maxNodeUnsentBytes: 100_000 } });
  const { config, sessionKey } = await nodeFor(context, server, clientFor(context, server));
  const comeUp = async () => {
    const peer = await RawPeer.connect(Number(new URL(config.commandAddress).port));
    context.after(() => peer.hangUp());
    const text = formatClientMessage({
      ...{ type: 'heartbeat', jobState: 'idle', jobId: null },
      ...{ node: 'web1', client: 'web1', org: config.org, incarnationId: 'one' },
      ...{ sequence: 1, timestampMs: Date.now() },
    });
    peer.say(
      GREETING_START,
      formatGreetingEnd('NULL', false),
      formatCommand('READY', formatMetadata({ 'Socket-Type': 'DEALER' })),
      formatMessage(signHmacMessage(text, sessionKey)),
    );
    await until('it is up', () => server.nodes.count === 1);
    return peer;
  };
  const peer = await comeUp();
  peer.socket.pause();
  await until('it is cut', () => {
    server.wire.send('dev', 'web1', () => ['header', Buffer.alloc(1_000_000)]);
    return server.counters()['connections_cut.unread'] === 1;
  });
  assert.equal(server.nodes.count, 0);
  assert.equal(server.counters()['node_changes.down'], 1);
  await until('what did not leave is counted', () => (server.counters()['undelivered.full'] ?? 0) > 0);
  await comeUp();
});
