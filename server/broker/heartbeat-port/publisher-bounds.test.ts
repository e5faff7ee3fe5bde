import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Socket } from 'node:net';
import test from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { formatCommand } from '../../../protocol/zmtp/command.ts';
import { formatMessage, LONG } from '../../../protocol/zmtp/frame.ts';
import { GREETING_START } from '../../../protocol/zmtp/greeting.ts';
import { formatMetadata } from '../../../protocol/zmtp/metadata.ts';
import { Descriptors } from '../../descriptors.ts';
import { until } from '../../testing/wire-node.ts';
import {
  PUBLISHER_WELCOME,
  publisherFor,
  SUBSCRIBE_ALL,
  SUBSCRIBER_HANDSHAKE,
} from '../testing/publisher-fixture.ts';

for (const [title, words, reason] of [
  [
    'announces a frame of 20 GB',
    [SUBSCRIBER_HANDSHAKE, Buffer.of(LONG, 0, 0, 0, 4, 0xa8, 0x17, 0xc8, 0)],
    'frame_too_long',
  ],
  [
    'subscribes 100,000 times',
    [SUBSCRIBER_HANDSHAKE, Buffer.concat(Array(100_000).fill(SUBSCRIBE_ALL))],
    undefined,
  ],
  [
    'is a DEALER',
    [
      SUBSCRIBER_HANDSHAKE.subarray(0, 64),
      formatCommand('READY', formatMetadata({ 'Socket-Type': 'DEALER' })),
    ],
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
    await other.hear(
      PUBLISHER_WELCOME.byteLength + formatCommand('PONG').byteLength + formatMessage(['a']).byteLength,
    );
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
  ['stops in its greeting', SUBSCRIBER_HANDSHAKE.subarray(0, 30)],
  ['stops before its handshake', SUBSCRIBER_HANDSHAKE.subarray(0, 64)],
  ['stops in its handshake', SUBSCRIBER_HANDSHAKE.subarray(0, -1)],
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
