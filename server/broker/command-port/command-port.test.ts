import assert from 'node:assert/strict';
import { Socket } from 'node:net';
import test, { type TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Dealer } from 'zeromq';
import { newCurveKeyPair } from '../../../protocol/curve/key-pair.ts';
import { encodeZ85 } from '../../../protocol/curve/z85.ts';
import { NOT_ADMITTED } from '../../../protocol/zmtp/curve-server.ts';
import { formatMessage } from '../../../protocol/zmtp/frame.ts';
import { GREETING_START } from '../../../protocol/zmtp/greeting.ts';
import { until } from '../../testing/wire-node.ts';

import {
  CLEAR_HANDSHAKE,
  COMMAND_HOST,
  commandPortFor,
  curveClient,
  ENCRYPTED_GREETING,
  GREETING_BYTES,
  SERVER_KEYS,
  WELCOME_BYTES,
} from '../testing/command-port-fixture.ts';

/** A DEALER of libzmq. */
function dealerFor(context: TestContext, number: number, keys?: ReturnType<typeof newCurveKeyPair>): Dealer {
  const dealer = new Dealer({
    linger: 0,
    receiveTimeout: 20_000,
    ...(keys !== undefined && {
      curveServerKey: encodeZ85(SERVER_KEYS.publicKey),
      curvePublicKey: keys.publicKey,
      curveSecretKey: keys.secretKey,
    }),
  });
  context.after(() => dealer.close());
  dealer.connect(`tcp://${COMMAND_HOST}:${number}`);
  return dealer;
}

for (const curve of [true, false]) {
  test(`a DEALER of libzmq is understood and understands, ${curve ? 'encrypted' : 'in the clear'}`, async (context) => {
    const { number, messages, admitted, send } = await commandPortFor(context, { curve });
    const keys = newCurveKeyPair();
    admitted.add(keys.publicKey);
    const dealer = dealerFor(context, number, curve ? keys : undefined);
    await dealer.send(['header', 'body']);
    await dealer.send(['', Buffer.alloc(70_000), 'end']);
    await until('both are there', () => messages.length === 2);
    assert.deepEqual(
      messages.map(({ words }) => words),
      [
        ['header', 'body'],
        ['', 'long', 'end'],
      ],
    );
    const identity = messages[0]?.identity ?? Buffer.of();
    assert.deepEqual(messages[1]?.identity, identity);
    const large = Buffer.alloc(200_000, 7);
    send([identity, 'answer', large]);
    send([identity, 'short', '']);
    assert.deepEqual(await dealer.receive(), [Buffer.from('answer'), large]);
    assert.deepEqual(await dealer.receive(), [Buffer.from('short'), Buffer.alloc(0)]);
  });
}

test('a DEALER whose key is not admitted is told so, hears nothing, and is not heard', async (context) => {
  const world = await commandPortFor(context, { curve: true });
  const client = curveClient();
  const peer = (await world.connect()).say(ENCRYPTED_GREETING);
  await peer.hear(GREETING_BYTES);
  peer.say(client.hello());
  const welcome = (await peer.hear(GREETING_BYTES + WELCOME_BYTES)).subarray(GREETING_BYTES + 2);
  peer.say(client.initiate(Buffer.from(welcome)));
  await peer.closed();
  assert.deepEqual(peer.received.subarray(GREETING_BYTES + WELCOME_BYTES), NOT_ADMITTED);
  assert.deepEqual(world.events, []);
  assert.equal(world.port.count, 0);
});

test('nothing is heard before it is started, and all of it then', async (context) => {
  const { port, connect, messages } = await commandPortFor(context, { isStarted: false });
  const peer = await connect();
  peer.say(CLEAR_HANDSHAKE, formatMessage(['early']));
  await peer.hear(GREETING_START.byteLength);
  assert.deepEqual(messages, []);
  port.start();
  await until('it was heard', () => messages.length === 1);
});

test('the last words of a node that leaves at once are heard, many as they are', async (context) => {
  const { connect, messages, events, port } = await commandPortFor(context);
  const peer = await connect();
  const words = Array.from({ length: 2_000 }, (_, index) => formatMessage([String(index)]));
  peer.say(CLEAR_HANDSHAKE, Buffer.concat(words));
  peer.socket.end();
  await until('all were heard', () => messages.length === 2_000);
  assert.deepEqual(
    messages.map(({ words: [word] }) => Number(word)),
    Array.from({ length: 2_000 }, (_, index) => index),
  );
  await until('it has left', () => port.count === 0);
  assert.deepEqual(events, []);
});

test('a message to a node that is gone is told as such, in a later turn', async (context) => {
  const { node, send, events, port } = await commandPortFor(context);
  const { peer, identity } = await node();
  peer.hangUp();
  await until('it is gone', () => port.count === 0);
  send([identity, 'a']);
  assert.deepEqual(events, []);
  await setImmediate();
  assert.deepEqual(events, ['undelivered gone']);
});

test('a node that sends without end holds up nobody else', async (context) => {
  let flood = 0;
  let floodWhenHeard: number | undefined;
  const { node, connect } = await commandPortFor(context, {
    onMessage: ([, word]) => {
      if (String(word) === 'flood') flood += 1;
      else if (String(word) === 'now') floodWhenHeard = flood;
    },
  });
  const { peer } = await node();
  const flooder = (await connect()).say(CLEAR_HANDSHAKE);
  const total = 50_000;
  flooder.say(Buffer.concat(Array(total).fill(formatMessage(['flood']))));
  await until('the flood has come', () => flood > 0);
  peer.say(formatMessage(['now']));
  await until('the other was heard', () => floodWhenHeard !== undefined);
  assert.ok((floodWhenHeard ?? total) < total, 'the flood was over first');
  await until('the flood was heard whole', () => flood === total);
});

test('a message that cannot be handled is logged, and the next one is heard', async (context) => {
  const { node, logged, messages } = await commandPortFor(context, {
    onMessage: ([, word]) => {
      if (String(word) === 'bad') throw new Error('a fault');
    },
  });
  const { peer } = await node();
  peer.say(formatMessage(['bad']), formatMessage(['good']));
  await until('the next was heard', () => messages.some(({ words: [word] }) => word === 'good'));
  assert.deepEqual(logged, ['a message could not be handled']);
});

test('a stop ends all connections, tells nobody, and frees the port', async (context) => {
  const { port, number, node, events } = await commandPortFor(context);
  const { peer } = await node();
  await port.stop();
  await peer.closed();
  assert.deepEqual(events, []);
  const next = await commandPortFor(context);
  await next.port.stop();
  const again = new Socket();
  again.on('error', () => {});
  again.connect(number, COMMAND_HOST);
  await until('nobody listens', () => again.destroyed);
  await port.stop();
});
