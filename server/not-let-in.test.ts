import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import test from 'node:test';
import { Dealer } from 'zeromq';
import { newCurveKeyPair } from '../protocol/curve/key-pair.ts';
import { clientFor, diagnose, nodeFor, serverFor } from './testing/server-fixture.ts';
import { until } from './testing/wire-node.ts';

test('a key whose time has passed does not get in, and the diagnosis says so', async (context) => {
  const zapKeyLifeMs = 10;
  const server = await serverFor(context, { timings: { zapKeyLifeMs } });
  const client = clientFor(context, server);
  const beforeConnecting = async () => {
    const announcedAtMs = Date.now();
    await until('the life of the key is over', () => Date.now() - announcedAtMs >= zapKeyLifeMs);
  };
  const node = await nodeFor(context, server, client, { beforeConnecting });
  await node.heartbeat();
  await until('the key is refused', () => (server.counters()['zap.expired_key'] ?? 0) > 0);
  assert.equal(server.nodes.count, 0);
  assert.equal((await diagnose(client, 'web1')).first_wrong?.cause, 'key_expired');
});

test('a key that nobody announced does not get in', async (context) => {
  const server = await serverFor(context);
  const node = await nodeFor(context, server, clientFor(context, server));
  const { publicKey, secretKey } = newCurveKeyPair();
  const { curvePublicKey: curveServerKey = '', commandAddress } = node.config;
  const stranger = new Dealer({
    linger: 0,
    curveServerKey,
    curvePublicKey: publicKey,
    curveSecretKey: secretKey,
  });
  context.after(() => stranger.close());
  stranger.connect(commandAddress);
  await stranger.send(['a', 'b']);
  await until('the key is refused', () => (server.counters()['zap.unknown_key'] ?? 0) > 0);
  assert.equal(server.counters()['refusals.frame_count'], undefined);
});

test('neither a wrong server key nor a connection in the clear gets in', async (context) => {
  const server = await serverFor(context);
  const client = clientFor(context, server);
  const node = await nodeFor(context, server, client, { curveServerKey: newCurveKeyPair().publicKey });
  await node.heartbeat();
  const failures = () =>
    Object.entries(server.counters())
      .filter(([name]) => name.startsWith('handshakes_failed.'))
      .reduce((sum, [, count]) => sum + count, 0);
  await until('the wrong server key is noticed', () => failures() > 0);
  node.stop();
  assert.equal((await diagnose(client, 'web1')).first_wrong?.cause, 'handshakes_failed');

  // it may hang up the moment it sees that it is to encrypt, before it is refused
  const given = () => failures() + (server.counters().hung_up ?? 0);
  const before = given();
  const clear = new Dealer({ linger: 0 });
  context.after(() => clear.close());
  clear.connect(node.config.commandAddress);
  await until('the missing encryption is noticed', () => given() > before);
  assert.equal(server.nodes.count, 0);
});

test('whoever hangs up before it has encrypted is counted, and not as refused', async (context) => {
  const server = await serverFor(context);
  const { hostname, port } = new URL(server.commandAddress);
  const socket = connect(Number(port), hostname);
  await once(socket, 'data');
  socket.destroy();
  await until('it is missed', () => server.counters().hung_up === 1);
  const failed = Object.keys(server.counters()).filter((name) => name.startsWith('handshakes_failed'));
  assert.deepEqual(failed, []);
});
