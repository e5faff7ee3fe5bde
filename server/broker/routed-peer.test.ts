import assert from 'node:assert/strict';
import test from 'node:test';
import type { ServerMessage } from '../../protocol/wire/server-message.ts';
import { RoutedPeer } from './routed-peer.ts';
import { sessionOf } from './testing/session-fixture.ts';

const outbox = { post: (_peer: RoutedPeer, _message: ServerMessage) => undefined };
const [first, second, third] = [Buffer.from('1'), Buffer.from('2'), Buffer.from('3')];

function peerAt(...identities: readonly [Buffer, ...Buffer[]]): RoutedPeer {
  const [now, ...next] = identities;
  const peer = new RoutedPeer(now, sessionOf(), outbox);
  for (const identity of next) peer.adopt(identity);
  return peer;
}

test('a message from another connection is where the node is from then on', () => {
  const peer = peerAt(first);
  assert.equal(peer.adopt(first), false);
  assert.equal(peer.adopt(second), true);
  assert.equal(peer.adopt(second), false);
  assert.equal(peer.adopt(third), true);
  assert.deepEqual(peer.identity, third);
});

for (const late of [
  [first],
  [second],
  [first, second],
  [second, first],
  [first, first, second],
  [second, first, first],
  [first, second, third, second, first, third, first, first, third, second],
]) {
  test(`last words from connections given up lead back to none: ${late.join(', ')} after 1, 2, 3`, () => {
    const peer = peerAt(first, second, third);
    for (const identity of late) assert.equal(peer.adopt(identity), false);
    assert.deepEqual(peer.identity, third);
    assert.equal(peer.adopt(third), false);
  });
}

test('last words from a connection that is given up again and again do not add up', () => {
  const peer = peerAt(first, second);
  for (let round = 0; round < 100; round++) {
    for (let word = 0; word < 3; word++) assert.equal(peer.adopt(first), false);
    peer.adopt(second);
  }
  assert.deepEqual(peer.identity, second);
});

test('a connection that speaks on is believed, whoever repeated its words elsewhere', () => {
  const [node, stranger] = [first, second];
  const peer = peerAt(node, stranger);
  const heard = [node, node, node, node, node].map((identity) => peer.adopt(identity));
  assert.deepEqual(heard, [false, false, false, true, false]);
  assert.deepEqual(peer.identity, node);
  // what the stranger repeats once more are last words now
  assert.equal(peer.adopt(stranger), false);
  assert.deepEqual(peer.identity, node);
});

test('the last word of an older connection, heard of only now, leads back to none', () => {
  const peer = peerAt(second);
  const heard = [first, first, second, first, first, first].map((identity) => peer.adopt(identity));
  assert.deepEqual(heard, [false, false, false, false, false, false]);
  assert.deepEqual(peer.identity, second);
  assert.equal(peer.adopt(first), true, 'it speaks on');
});

test('the last word of a connection long forgotten leads back to none', () => {
  const peer = peerAt(first);
  const many = Array.from({ length: 10 }, (_, index) => Buffer.from(`${10 + index}`));
  for (const identity of many) peer.adopt(identity);
  assert.equal(peer.adopt(first), false);
  assert.deepEqual(peer.identity, many.at(-1));
});

test('where nobody is any more, the connection before is taken up again, and the one before that', () => {
  const peer = peerAt(first, second, third);
  assert.equal(peer.leave(third), true);
  assert.deepEqual(peer.identity, second);
  assert.equal(peer.adopt(second), false, 'it is no stray there');
  assert.equal(peer.leave(second), true);
  assert.deepEqual(peer.identity, first);
  assert.equal(peer.leave(first), false, 'there is no other');
  assert.deepEqual(peer.identity, first);
});

test('a node that has moved meanwhile is not moved back', () => {
  const peer = peerAt(first, second);
  assert.equal(peer.leave(first), true);
  assert.deepEqual(peer.identity, second);
});

test('identities are any bytes', () => {
  const peer = peerAt(Buffer.of(0, 128, 255, 10), second);
  peer.leave(second);
  assert.deepEqual(peer.identity, Buffer.of(0, 128, 255, 10));
});
