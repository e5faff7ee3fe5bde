import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import test from 'node:test';
import { Subscriber, XSubscriber } from 'zeromq';
import { formatCommand } from '../../../protocol/zmtp/command.ts';
import { formatMessage } from '../../../protocol/zmtp/frame.ts';
import { GREETING_START } from '../../../protocol/zmtp/greeting.ts';
import { until } from '../../testing/wire-node.ts';
import {
  heardBy,
  lonePublisher,
  PUBLISHER_HOST,
  PUBLISHER_PLACE,
  PUBLISHER_WELCOME,
  publisherFor,
  SUBSCRIBER_HANDSHAKE,
} from '../testing/publisher-fixture.ts';

test('a SUB of libzmq hears messages as they were published, frame by frame', async (context) => {
  const { publisher, port } = await publisherFor(context);
  const socket = new Subscriber({ linger: 0, receiveTimeout: 20_000 });
  context.after(() => socket.close());
  socket.connect(`tcp://${PUBLISHER_HOST}:${port}`);
  socket.subscribe('');
  const frames = ['header', randomBytes(1_000), '', 'end'];
  // it hears when its subscription has come, which it is not told
  let first: Buffer[] | undefined;
  const receiving = socket.receive().then((message) => {
    first = message;
  });
  await until('the subscription is there', () => {
    if (first === undefined) publisher.send(['fence']);
    return first !== undefined;
  });
  await receiving;
  publisher.send(frames);
  let message = await socket.receive();
  while (message.length === 1) message = await socket.receive();
  assert.deepEqual(
    message,
    frames.map((frame) => Buffer.from(frame)),
  );
});

test('a socket of libzmq that takes whatever comes gets what it subscribes to, until it cancels that', async (context) => {
  const { publisher, port } = await publisherFor(context);
  const socket = new XSubscriber({ linger: 0 });
  context.after(() => socket.close());
  socket.connect(`tcp://${PUBLISHER_HOST}:${port}`);
  const got: string[] = [];
  const hearing = (async () => {
    for await (const [frame] of socket) got.push(String(frame));
  })();
  await socket.send('\x01a');
  await until('it hears what it asked for', () => {
    for (const word of ['b', 'a1']) publisher.send([word]);
    return got.length > 0;
  });
  await socket.send('\0a');
  await socket.send('\x01c');
  await until('it hears what it asked for next', () => {
    for (const word of ['b', 'a2', 'c']) publisher.send([word]);
    return got.includes('c');
  });
  const withoutA = got.slice(got.indexOf('c'));
  assert.deepEqual(new Set(withoutA), new Set(['c']));
  assert.ok(!got.includes('b'));
  socket.close();
  await hearing;
});

test('every one of many subscribers hears every message, in order', async (context) => {
  const { publisher, subscriber, skipped } = await publisherFor(context);
  const peers = await Promise.all(Array.from({ length: 450 }, subscriber));
  assert.equal(publisher.count, 450);
  const messages = ['one', 'two', 'three'].map((word) => ['header', word]);
  for (const message of messages) publisher.send(message);
  const wanted = Buffer.concat(messages.map(formatMessage));
  const start = PUBLISHER_WELCOME.byteLength + formatCommand('PONG').byteLength;
  for (const peer of peers) await peer.hear(start + wanted.byteLength);
  for (const peer of peers) assert.deepEqual(heardBy(peer), wanted);
  assert.deepEqual(skipped, []);
});

test('a peer of ZMTP 2.0 hears too', async (context) => {
  const { publisher, connect } = await publisherFor(context);
  const peer = await connect();
  peer.say(Buffer.from('ff00000000000000017f01020000', 'hex'), formatMessage(['\x01']));
  const start = GREETING_START.byteLength + 3;
  await peer.hear(start);
  const wanted = formatMessage(['a', 'b']);
  await until('it is told', () => {
    publisher.send(['a', 'b']);
    return peer.received.byteLength >= start + wanted.byteLength;
  });
  assert.deepEqual(peer.received.subarray(start, start + wanted.byteLength), wanted);
});

test('whoever has not subscribed hears nothing', async (context) => {
  const { publisher, connect, subscriber } = await publisherFor(context);
  const silent = (await connect()).say(SUBSCRIBER_HANDSHAKE);
  await silent.hear(PUBLISHER_WELCOME.byteLength);
  const fence = await subscriber();
  publisher.send(['a']);
  await fence.hear(
    PUBLISHER_WELCOME.byteLength + formatCommand('PONG').byteLength + formatMessage(['a']).byteLength,
  );
  assert.equal(silent.received.byteLength, PUBLISHER_WELCOME.byteLength);
});

test('a subscriber that reads nothing is passed over, and hears whole messages when it reads again', async (context) => {
  const { publisher, subscriber, skipped } = await publisherFor(context);
  const [stuck, other] = [await subscriber(), await subscriber()];
  stuck.socket.pause();
  const message = ['header', Buffer.alloc(1_000_000, 7)];
  const bytes = formatMessage(message);
  let sent = 0;
  // as much as the system takes for it, and one that it does not
  while (skipped.length < 3) {
    publisher.send(message);
    sent += 1;
    await other.hear(
      PUBLISHER_WELCOME.byteLength + formatCommand('PONG').byteLength + sent * bytes.byteLength,
    );
  }
  assert.deepEqual(skipped, ['slow', 'slow', 'slow']);
  stuck.socket.resume();
  const taken = (sent - 3) * bytes.byteLength;
  const start = PUBLISHER_WELCOME.byteLength + formatCommand('PONG').byteLength;
  await stuck.hear(start + taken);
  await until('it is sent to again', () => {
    publisher.send(['after']);
    return stuck.received.byteLength > start + taken;
  });
  const after = formatMessage(['after']);
  await stuck.hear(start + taken + after.byteLength);
  assert.deepEqual(heardBy(stuck).subarray(taken, taken + after.byteLength), after);
  assert.equal(stuck.isClosed, false);
});

test('messages that come faster than they go out are skipped, not kept', async (context) => {
  const { publisher, subscriber, skipped } = await publisherFor(context);
  await Promise.all(Array.from({ length: 201 }, subscriber));
  for (let sent = 0; sent < 15; sent++) publisher.send(['a']);
  assert.deepEqual(skipped, Array(5).fill('busy'));
});

test('whoever asks and reads no answer is not answered without end', async (context) => {
  const { publisher, subscriber, refused } = await publisherFor(context, { maxSubscriberBytes: 16_777_216 });
  const peer = await subscriber();
  peer.socket.pause();
  const pings = Buffer.concat(Array(10_000).fill(formatCommand('PING', Buffer.alloc(18))));
  for (let time = 0; time < 50; time++) {
    if (!peer.socket.write(pings)) await new Promise((resolve) => peer.socket.once('drain', resolve));
  }
  assert.deepEqual(refused, []);
  assert.equal(publisher.count, 1);
});

test('a stop ends all connections, and the port can be had again', async (context) => {
  const { publisher, port, subscriber } = await publisherFor(context);
  const peer = await subscriber();
  await publisher.stop();
  await peer.closed();
  const next = lonePublisher();
  assert.equal(await next.bind({ ...PUBLISHER_PLACE, port }), port);
  await next.stop();
  await next.stop();
  await publisher.stop();
});

test('a port that is taken is named with the remedy', async (context) => {
  const { port } = await publisherFor(context);
  const second = lonePublisher();
  await assert.rejects(second.bind({ ...PUBLISHER_PLACE, port }), /is in use: stop what holds it/);
  await second.stop();
});
