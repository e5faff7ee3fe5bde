import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { formatMessage } from '../../../protocol/zmtp/frame.ts';
import { Descriptors } from '../../descriptors.ts';
import { until } from '../../testing/wire-node.ts';
import {
  CLEAR_HANDSHAKE,
  COMMAND_BOUNDS,
  commandPortFor,
  encryptedNode,
  sealed,
} from '../testing/command-port-fixture.ts';
import { sessionOf } from '../testing/session-fixture.ts';

type Setting = Parameters<typeof commandPortFor>[1];

/** A port that encrypts, and one beside it for nodes that do not. */
async function portsFor(context: TestContext, setting: Setting = {}) {
  const world = await commandPortFor(context, { curve: true, takesUnencrypted: true, ...setting });
  const unencryptedNode = () => world.node(world.unencryptedNumber);
  return { ...world, unencryptedNode };
}

test('both kinds of nodes are heard and answered side by side, and told apart', async (context) => {
  const world = await portsFor(context);
  const encrypted = await encryptedNode(world);
  encrypted.peer.say(sealed(encrypted.channel, 'encrypted'));
  const { peer, identity } = await world.unencryptedNode();
  await until('both were heard', () => world.messages.length === 3);
  const other = world.messages.find(({ words }) => words[0] === 'encrypted')?.identity ?? Buffer.of();
  assert.deepEqual([world.port.isUnencrypted(identity), world.port.isUnencrypted(other)], [true, false]);
  assert.deepEqual([world.port.count, world.port.unencryptedCount], [2, 1]);
  const before = peer.received.byteLength;
  world.send([identity, 'yours']);
  const answer = formatMessage(['yours']);
  assert.deepEqual((await peer.hear(before + answer.byteLength)).subarray(before), answer);
});

test('nobody is let in without encryption at the port that encrypts', async (context) => {
  const world = await portsFor(context);
  await (await world.connect()).say(CLEAR_HANDSHAKE).closed();
  assert.deepEqual(world.events, ['refused mechanism']);
});

test('whoever does not prove in time whose connection it is, is cut, and whoever has stays', async (context) => {
  const world = await portsFor(context);
  const [proven, other] = [await world.unencryptedNode(), await world.unencryptedNode()];
  const encrypted = await encryptedNode(world);
  assert.equal(world.port.prove(proven.connection, world.session), true);
  assert.equal(world.port.prove(proven.connection, world.session), false);
  world.clock.advance(COMMAND_BOUNDS.proofTimeoutMs - 1);
  await setImmediate();
  assert.deepEqual(world.events, []);
  world.clock.advance(1);
  await other.peer.closed();
  assert.deepEqual(world.events, ['cut unproven']);
  assert.equal(world.port.prove(other.connection, world.session), false);
  encrypted.peer.say(sealed(encrypted.channel, 'still here'));
  proven.peer.say(formatMessage(['still here']));
  await until('both were heard', () => world.messages.length === 6);
});

test('who has proved nothing takes at most a quarter of all connections, and none from nodes that encrypt', async (context) => {
  const world = await portsFor(context, { descriptors: new Descriptors(100 + 8) });
  const [first] = [await world.unencryptedNode(), await world.unencryptedNode()];
  await (await world.connect(world.unencryptedNumber)).closed();
  assert.deepEqual(world.events, ['refused full']);
  await encryptedNode(world);
  world.port.prove(first.connection, world.session);
  await world.unencryptedNode();
  assert.deepEqual(world.events, ['refused full']);
});

test('what is proven ends with its session, and has the newest eight connections', async (context) => {
  const world = await portsFor(context);
  const nodes: Awaited<ReturnType<typeof world.unencryptedNode>>[] = [];
  for (let count = 0; count < 9; count++) {
    const node = await world.unencryptedNode();
    world.port.prove(node.connection, world.session);
    nodes.push(node);
  }
  await nodes[0]?.peer.closed();
  assert.deepEqual(world.events, ['cut crowd']);
  const other = await world.unencryptedNode();
  world.port.prove(other.connection, sessionOf('web2'));
  world.port.shutOut(world.session);
  await Promise.all(nodes.map(({ peer }) => peer.closed()));
  assert.deepEqual(world.events, ['cut crowd', ...Array(8).fill('cut shut_out')]);
  assert.equal(world.port.count, 1);
});

test('a connection belongs to whoever proved it first, whoever else speaks over it', async (context) => {
  const world = await portsFor(context);
  const { peer, connection } = await world.unencryptedNode();
  world.port.prove(connection, world.session);
  assert.equal(world.port.prove(connection, sessionOf('web2')), false);
  world.port.shutOut(sessionOf('web2'));
  assert.equal(world.port.count, 1);
  world.port.shutOut(world.session);
  await peer.closed();
});
