import assert from 'node:assert/strict';
import { Socket } from 'node:net';
import test from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { encodeZ85 } from '../../../protocol/curve/z85.ts';
import { CurveClient } from '../../../protocol/testing/curve-client.ts';
import { GREETING_START } from '../../../protocol/zmtp/greeting.ts';
import { Descriptors } from '../../descriptors.ts';
import { until } from '../../testing/wire-node.ts';
import {
  commandPortFor,
  curveClient,
  ENCRYPTED_GREETING,
  encryptedNode,
  SERVER_KEYS,
  sealed,
} from '../testing/command-port-fixture.ts';
import { sessionOf } from '../testing/session-fixture.ts';

test('one node has the newest eight connections, and an older one is cut', async (context) => {
  const world = await commandPortFor(context, { curve: true });
  const client = () => new CurveClient(SERVER_KEYS.publicKey);
  const nodes = [];
  for (let count = 0; count < 8; count++) nodes.push(await encryptedNode(world, client()));
  assert.deepEqual(world.events, []);
  nodes.push(await encryptedNode(world, client()));
  assert.deepEqual(world.events, ['cut crowd']);
  await nodes[0]?.peer.closed();
  assert.equal(world.port.count, 8);
  nodes[1]?.peer.hangUp();
  await until('it has left', () => world.port.count === 7);
  nodes.push(await encryptedNode(world, client()));
  assert.deepEqual(world.events, ['cut crowd']);
});

test('a session that is shut out loses its connections, and no other does', async (context) => {
  const world = await commandPortFor(context, { curve: true });
  const [first, second] = [await encryptedNode(world), await encryptedNode(world)];
  const renewed = curveClient();
  // the same node, let in anew
  world.owners.set(encodeZ85(renewed.keys.publicKey), sessionOf('web1', '2'));
  const other = await encryptedNode(world, renewed);
  world.port.shutOut(world.session);
  first.peer.say(sealed(first.channel, 'nobody hears this'));
  await Promise.all([first.peer.closed(), second.peer.closed()]);
  assert.deepEqual(world.events, ['cut shut_out', 'cut shut_out']);
  other.peer.say(sealed(other.channel, 'still here'));
  await until('the other was heard', () => world.messages.length > 0);
  assert.deepEqual(
    world.messages.map(({ words }) => words),
    [['still here']],
  );
  assert.equal(world.port.count, 1);
  world.port.shutOut(world.session);
  assert.equal(world.port.count, 1);
});

test('what waits for a session that is shut out is dropped, and what is sent to it later finds nobody', async (context) => {
  const world = await commandPortFor(context, { curve: true, bounds: { maxNodeUnsentBytes: 100_000_000 } });
  const { peer, channel } = await encryptedNode(world);
  peer.say(sealed(channel, 'hello'));
  await until('it was heard', () => world.messages.length === 1);
  const identity = world.messages[0]?.identity ?? Buffer.of();
  peer.socket.pause();
  world.send([identity, Buffer.alloc(20_000_000, 7)]);
  assert.ok(world.port.unsentBytes > 0);
  world.port.shutOut(world.session);
  assert.equal(world.port.unsentBytes, 0);
  world.send([identity, 'more']);
  await setImmediate();
  assert.deepEqual(world.events, ['cut shut_out', 'undelivered gone']);
});

for (const [title, words] of [
  ['says nothing', Buffer.alloc(0)],
  ['stops in its greeting', ENCRYPTED_GREETING.subarray(0, 40)],
  ['stops after its greeting', ENCRYPTED_GREETING],
  ['stops in its handshake', Buffer.concat([ENCRYPTED_GREETING, curveClient().hello().subarray(0, 100)])],
  ['stops after its first word', Buffer.concat([ENCRYPTED_GREETING, curveClient().hello()])],
] as const) {
  test(`whoever ${title} is cut off when its time is over, and whoever is open is not`, async (context) => {
    const world = await commandPortFor(context, { curve: true });
    const open = await encryptedNode(world);
    const peer = (await world.connect()).say(words);
    await until('it has connected', () => world.port.count === 2);
    world.clock.advance(9_999);
    await setImmediate();
    assert.deepEqual(world.events, []);
    world.clock.advance(1);
    await peer.closed();
    assert.deepEqual(world.events, ['refused handshake_timeout']);
    open.peer.say(sealed(open.channel, 'still here'));
    await until('the other was heard', () => world.messages.length === 1);
  });
}

test('whoever hangs up before its handshake is done is counted, and not as refused', async (context) => {
  const { connect, events, port } = await commandPortFor(context);
  const peer = await connect();
  await peer.hear(GREETING_START.byteLength);
  peer.hangUp();
  await until('it has left', () => port.count === 0);
  assert.deepEqual(events, ['hung up']);
});

test('there are so many connections at most', async (context) => {
  const { node, connect, events } = await commandPortFor(context, { bounds: { maxNodeConnections: 1 } });
  await node();
  await (await connect()).closed();
  assert.deepEqual(events, ['refused full']);
});

test('where this process may have no more connections, another is refused', async (context) => {
  const descriptors = new Descriptors(101);
  descriptors.hold(new Socket());
  const { connect, events } = await commandPortFor(context, { descriptors });
  await (await connect()).closed();
  assert.deepEqual(events, ['refused EMFILE']);
});
