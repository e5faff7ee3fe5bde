import assert from 'node:assert/strict';
import test from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { formatMessage, MORE } from '../../../protocol/zmtp/frame.ts';
import { until } from '../../testing/wire-node.ts';

import {
  CLEAR_HANDSHAKE,
  CLEAR_WELCOME_BYTES,
  COMMAND_BOUNDS,
  commandPortFor,
  curveClient,
  encryptedNode,
  sealed,
} from '../testing/command-port-fixture.ts';

for (const [title, words, reason] of [
  ['one message of 2,500 frames of 60 KB', Array(2_500).fill(Buffer.alloc(60_000)), 'message_too_long'],
  ['one frame of 900 KB', [Buffer.alloc(900_000)], 'frame_too_long'],
] as const) {
  test(`whoever sends ${title} is cut, encrypted or not, and others are served`, async (context) => {
    for (const curve of [true, false]) {
      const world = await commandPortFor(context, { curve });
      const other = curve ? await encryptedNode(world, curveClient()) : undefined;
      const { peer, channel } = curve
        ? await encryptedNode(world)
        : { peer: (await world.connect()).say(CLEAR_HANDSHAKE), channel: undefined };
      for (const [index, word] of words.entries()) {
        if (peer.isClosed) break;
        const frame = { isCommand: false, hasMore: index < words.length - 1, body: word };
        const bytes = channel?.seal(frame) ?? formatMessage([word]).fill(frame.hasMore ? MORE | 2 : 2, 0, 1);
        if (!peer.socket.write(bytes)) {
          await Promise.race([new Promise((resolve) => peer.socket.once('drain', resolve)), peer.closed()]);
        }
      }
      await peer.closed();
      assert.deepEqual(world.events, [`cut ${reason}`]);
      assert.deepEqual(world.messages, []);
      other?.peer.say(sealed(other.channel, 'still here'));
      if (other) await until('the other was heard', () => world.messages.length === 1);
    }
  });
}

test('a node that never reads is cut when too much waits for it, and others get theirs', async (context) => {
  const { node, send, events, port } = await commandPortFor(context);
  const [stuck, other] = [await node(), await node()];
  stuck.peer.socket.pause();
  const body = Buffer.alloc(200_000, 7);
  let most = 0;
  for (let sent = 0; events.length === 0 && sent < 1_000; sent++) {
    send([stuck.identity, 'header', body]);
    most = Math.max(most, port.unsentBytes);
    await setImmediate();
  }
  assert.deepEqual(new Set(events), new Set(['cut unread', 'undelivered full']));
  assert.ok(most <= COMMAND_BOUNDS.maxNodeUnsentBytes, `${most} bytes`);
  assert.equal(port.count, 1);
  assert.equal(port.unsentBytes, 0);
  send([stuck.identity, 'more']);
  await setImmediate();
  assert.equal(events.at(-1), 'undelivered gone');
  send([other.identity, 'yours']);
  await other.peer.hear(CLEAR_WELCOME_BYTES + formatMessage(['yours']).byteLength);
});

test('one message may be longer than what may wait, where nothing waits', async (context) => {
  const { node, send, events } = await commandPortFor(context, { bounds: { maxNodeUnsentBytes: 1_024 } });
  const { peer, identity } = await node();
  const message = ['header', Buffer.alloc(500_000, 7)];
  send([identity, ...message]);
  await peer.hear(CLEAR_WELCOME_BYTES + formatMessage(message).byteLength);
  assert.deepEqual(events, []);
});

test('a node that takes nothing for a time is cut, and one that takes some of it is not', async (context) => {
  const { node, send, events, clock, port } = await commandPortFor(context, {
    bounds: { maxNodeUnsentBytes: 100_000_000 },
  });
  const { peer, identity } = await node();
  peer.socket.pause();
  const message = ['header', Buffer.alloc(20_000_000, 7)];
  const bytes = formatMessage(message).byteLength;
  send([identity, ...message]);
  // as much as the system takes by itself is taken in turns of the event loop
  let before: number;
  do {
    before = port.unsentBytes;
    for (let turn = 0; turn < 20; turn++) await setImmediate();
  } while (port.unsentBytes < before);
  clock.advance(9_999);
  assert.deepEqual(events, []);
  const left = port.unsentBytes;
  peer.socket.resume();
  await until('it has taken some', () => port.unsentBytes < left);
  peer.socket.pause();
  clock.advance(9_999);
  assert.deepEqual(events, []);
  peer.socket.resume();
  await peer.hear(CLEAR_WELCOME_BYTES + bytes);
  await until('all was taken', () => port.unsentBytes === 0);
  clock.advance(100_000);
  assert.deepEqual(events, []);

  peer.socket.pause();
  send([identity, ...message]);
  do {
    before = port.unsentBytes;
    for (let turn = 0; turn < 20; turn++) await setImmediate();
  } while (port.unsentBytes < before);
  clock.advance(10_000);
  assert.deepEqual(events, ['cut stalled']);
  assert.equal(port.count, 0);
});
