import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Socket } from 'node:net';
import test, { type TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Subscriber, XSubscriber } from 'zeromq';
import { SimulatedClock } from '../../../protocol/time/simulated-clock.ts';
import { formatCommand } from '../../../protocol/zmtp/command.ts';
import { formatMessage, LONG } from '../../../protocol/zmtp/frame.ts';
import { formatGreetingEnd, GREETING_START } from '../../../protocol/zmtp/greeting.ts';
import { formatMetadata } from '../../../protocol/zmtp/metadata.ts';
import { Descriptors } from '../../descriptors.ts';
import { RawPeer } from '../../testing/raw-peer.ts';
import { until } from '../../testing/wire-node.ts';
import { Publisher, type SubscriberBounds } from './publisher.ts';

const HOST = '127.0.0.1';
const PLACE = { host: HOST, port: 0, what: 'heartbeats', option: '--heartbeat-port' };
const BOUNDS: SubscriberBounds = {
  maxSubscribers: 1_000,
  maxSubscriptions: 16,
  maxSubscriberBytes: 16_384,
  maxSubscriberBacklogBytes: 8_192,
  handshakeTimeoutMs: 10_000,
};
const SUBSCRIBE = formatCommand('SUBSCRIBE');
/** All that a subscriber of ZMTP 3.1 says, which hears everything then. */
const HANDSHAKE = Buffer.concat([
  GREETING_START,
  formatGreetingEnd('NULL', false),
  formatCommand('READY', formatMetadata({ 'Socket-Type': 'SUB', Identity: '' })),
]);
/** All that it is told before the first message. */
const WELCOME = Buffer.concat([
  GREETING_START,
  formatGreetingEnd('NULL', false),
  formatCommand('READY', formatMetadata({ 'Socket-Type': 'PUB' })),
]);

async function publisherFor(
  context: TestContext,
  bounds: Partial<SubscriberBounds> = {},
  descriptors = new Descriptors(10_000),
) {
  const clock = new SimulatedClock();
  const refused: string[] = [];
  const skipped: string[] = [];
  const publisher = new Publisher({
    clock,
    bounds: { ...BOUNDS, ...bounds },
    descriptors,
    onRefused: (reason) => refused.push(reason),
    onSkipped: (reason) => skipped.push(reason),
    onError: (error) => assert.fail(error),
  });
  const port = await publisher.bind(PLACE);
  context.after(() => publisher.stop());
  const connect = async () => {
    const peer = await RawPeer.connect(port);
    context.after(() => peer.hangUp());
    return peer;
  };
  /** Resolves when it would hear the next message: what it asked for last has been answered. */
  const subscriber = async () => {
    const peer = (await connect()).say(HANDSHAKE, SUBSCRIBE, formatCommand('PING', Buffer.of(0, 0)));
    await peer.hear(WELCOME.byteLength + formatCommand('PONG').byteLength);
    return peer;
  };
  return { clock, refused, skipped, publisher, port, connect, subscriber };
}

/** One that nothing happens to. */
const lonePublisher = () =>
  new Publisher({
    clock: new SimulatedClock(),
    bounds: BOUNDS,
    descriptors: new Descriptors(10_000),
    onRefused: () => {},
    onSkipped: () => {},
    onError: (error) => assert.fail(error),
  });

/** What a subscriber made by `subscriber` has heard. */
const heard = (peer: RawPeer) =>
  peer.received.subarray(WELCOME.byteLength + formatCommand('PONG').byteLength);

test('a SUB of libzmq hears messages as they were published, frame by frame', async (context) => {
  const { publisher, port } = await publisherFor(context);
  const socket = new Subscriber({ linger: 0, receiveTimeout: 20_000 });
  context.after(() => socket.close());
  socket.connect(`tcp://${HOST}:${port}`);
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
  socket.connect(`tcp://${HOST}:${port}`);
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
  const start = WELCOME.byteLength + formatCommand('PONG').byteLength;
  for (const peer of peers) await peer.hear(start + wanted.byteLength);
  for (const peer of peers) assert.deepEqual(heard(peer), wanted);
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
  const silent = (await connect()).say(HANDSHAKE);
  await silent.hear(WELCOME.byteLength);
  const fence = await subscriber();
  publisher.send(['a']);
  await fence.hear(WELCOME.byteLength + formatCommand('PONG').byteLength + formatMessage(['a']).byteLength);
  assert.equal(silent.received.byteLength, WELCOME.byteLength);
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
    await other.hear(WELCOME.byteLength + formatCommand('PONG').byteLength + sent * bytes.byteLength);
  }
  assert.deepEqual(skipped, ['slow', 'slow', 'slow']);
  stuck.socket.resume();
  const taken = (sent - 3) * bytes.byteLength;
  const start = WELCOME.byteLength + formatCommand('PONG').byteLength;
  await stuck.hear(start + taken);
  await until('it is sent to again', () => {
    publisher.send(['after']);
    return stuck.received.byteLength > start + taken;
  });
  const after = formatMessage(['after']);
  await stuck.hear(start + taken + after.byteLength);
  assert.deepEqual(heard(stuck).subarray(taken, taken + after.byteLength), after);
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

for (const [title, words, reason] of [
  [
    'announces a frame of 20 GB',
    [HANDSHAKE, Buffer.of(LONG, 0, 0, 0, 4, 0xa8, 0x17, 0xc8, 0)],
    'frame_too_long',
  ],
  ['subscribes 100,000 times', [HANDSHAKE, Buffer.concat(Array(100_000).fill(SUBSCRIBE))], undefined],
  [
    'is a DEALER',
    [HANDSHAKE.subarray(0, 64), formatCommand('READY', formatMetadata({ 'Socket-Type': 'DEALER' }))],
    'socket_type',
  ],
  ['speaks HTTP', [Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')], 'not_zmtp'],
  ['sends megabytes', [randomBytes(1_000_000)], undefined],
] as const) {
  test(`whoever ${title} is cut off, and others hear on`, async (context) => {
    const { publisher, connect, subscriber, refused } = await publisherFor(context);
    const other = await subscriber();
    const peer = await connect();
    peer.say(...words);
    await peer.closed();
    await until('it is gone', () => publisher.count === 1);
    assert.equal(refused.length, 1);
    if (reason !== undefined) assert.deepEqual(refused, [reason]);
    publisher.send(['a']);
    await other.hear(WELCOME.byteLength + formatCommand('PONG').byteLength + formatMessage(['a']).byteLength);
  });
}

test('a subscriber may say so much at once, and as much again in each minute', async (context) => {
  const { clock, subscriber, refused } = await publisherFor(context, { maxSubscriberBytes: 1_024 });
  const peer = await subscriber();
  const ping = formatCommand('PING', Buffer.alloc(18));
  const answers = async (count: number) => {
    const before = peer.received.byteLength;
    peer.say(...Array(count).fill(ping));
    await peer.hear(before + count * formatCommand('PONG', Buffer.alloc(16)).byteLength);
  };
  await answers(25);
  clock.advance(60_000);
  await answers(25);
  peer.say(...Array(25).fill(ping));
  await peer.closed();
  assert.deepEqual(refused, ['too_many_bytes']);
});

for (const [title, words] of [
  ['says nothing', Buffer.alloc(0)],
  ['stops in its greeting', HANDSHAKE.subarray(0, 30)],
  ['stops before its handshake', HANDSHAKE.subarray(0, 64)],
  ['stops in its handshake', HANDSHAKE.subarray(0, -1)],
] as const) {
  test(`whoever ${title} is cut off when its time is over`, async (context) => {
    const { clock, connect, subscriber, refused, publisher } = await publisherFor(context);
    const fence = await subscriber();
    const peer = await connect();
    peer.say(words);
    await peer.hear(GREETING_START.byteLength);
    await until('it has connected', () => publisher.count === 2);
    // whatever of it has not come by now is not needed for its time to run
    clock.advance(9_999);
    await setImmediate();
    assert.deepEqual(refused, []);
    clock.advance(1);
    await peer.closed();
    assert.deepEqual(refused, ['handshake_timeout']);
    assert.equal(fence.isClosed, false);
  });
}

test('there are so many connections at most; when one ends, the next is let in', async (context) => {
  const { publisher, connect, subscriber, refused } = await publisherFor(context, { maxSubscribers: 2 });
  const first = await subscriber();
  await subscriber();
  const third = await connect();
  await third.closed();
  assert.deepEqual(refused, ['full']);
  first.hangUp();
  await until('there is room', () => publisher.count === 1);
  await subscriber();
});

test('anybody may take half of the connections that this process may have, and no more', async (context) => {
  const { connect, subscriber, refused } = await publisherFor(context, {}, new Descriptors(104));
  for (let held = 0; held < 2; held++) await subscriber();
  await (await connect()).closed();
  assert.deepEqual(refused, ['full']);
});

test('where this process may have no more connections, another is let go and not left to wait', async (context) => {
  const descriptors = new Descriptors(103);
  for (let held = 0; held < 3; held++) descriptors.hold(new Socket());
  const { connect, refused, publisher } = await publisherFor(context, {}, descriptors);
  await (await connect()).closed();
  assert.deepEqual(refused, ['EMFILE']);
  assert.equal(publisher.count, 0);
});

test('a stop ends all connections, and the port can be had again', async (context) => {
  const { publisher, port, subscriber } = await publisherFor(context);
  const peer = await subscriber();
  await publisher.stop();
  await peer.closed();
  const next = lonePublisher();
  assert.equal(await next.bind({ ...PLACE, port }), port);
  await next.stop();
  await next.stop();
  await publisher.stop();
});

test('a port that is taken is named with the remedy', async (context) => {
  const { port } = await publisherFor(context);
  const second = lonePublisher();
  await assert.rejects(second.bind({ ...PLACE, port }), /is in use: stop what holds it/);
  await second.stop();
});
