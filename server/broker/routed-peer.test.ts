import assert from 'node:assert/strict';
import test from 'node:test';
import type { ServerMessage } from '../../protocol/wire/server-message.ts';
import { RoutedPeer } from './routed-peer.ts';

const outbox = { post: (_peer: RoutedPeer, _message: ServerMessage) => undefined };
const [first, second, third] = [Buffer.from('1'), Buffer.from('2'), Buffer.from('3')];

function peerAt(identity: Buffer): RoutedPeer {
  return new RoutedPeer(identity, new Uint8Array(32), outbox);
}

test('a message from another connection is where the node is from then on', () => {
  const peer = peerAt(first);
  assert.equal(peer.adopt(first), false);
  assert.equal(peer.adopt(second), true);
  assert.equal(peer.adopt(second), false);
  assert.equal(peer.adopt(third), true);
  assert.deepEqual(peer.identity, third);
});

test('the last word from a connection that was given up does not lead back to it', () => {
  const peer = peerAt(first);
  peer.adopt(second);
  assert.equal(peer.adopt(first), false);
  assert.deepEqual(peer.identity, second);
});
