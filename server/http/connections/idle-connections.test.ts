import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import test from 'node:test';
import { IdleConnections } from './idle-connections.ts';

const EACH = 10;

/** Connections from ports of their own, and who of them was cut off. */
function stage(maxBytes: number) {
  const cutOff: number[] = [];
  const idle = new IdleConnections({
    maxBytes,
    bytesEach: EACH,
    onCutOff: ({ remotePort = 0 }) => void cutOff.push(remotePort),
  });
  const open = (remotePort: number): Socket =>
    Object.assign(new Duplex({ read: () => undefined, write: () => undefined }), {
      remoteAddress: '192.0.2.1',
      remotePort,
    }) as unknown as Socket;
  const accept = (port: number): Socket => {
    const socket = open(port);
    idle.accepted(socket);
    return socket;
  };
  return { idle, cutOff, open, accept };
}

const closed = (socket: Socket) => new Promise((resolve) => socket.destroy().once('close', resolve));

test('of connections that never asked anything the oldest are cut off', () => {
  const { idle, cutOff, accept } = stage(30);
  const sockets = [1, 2, 3, 4, 5].map(accept);
  assert.deepEqual(cutOff, [1, 2]);
  assert.deepEqual(
    sockets.map(({ destroyed }) => destroyed),
    [true, true, false, false, false],
  );
  assert.equal(idle.bytes, 30);
});

test('a connection over which something is asked is not cut off, and takes nothing', () => {
  const { idle, cutOff, accept } = stage(30);
  const asking = accept(1);
  idle.asks(asking);
  assert.equal(idle.bytes, 0);
  for (const port of [2, 3, 4, 5]) accept(port);
  assert.deepEqual([cutOff, asking.destroyed], [[2], false]);
});

test('whoever has asked before is cut off when no stranger is left, and who has rested longest first', () => {
  const { idle, cutOff, accept } = stage(30);
  const [first, second, third] = [accept(1), accept(2), accept(3)];
  for (const socket of [first, second, third]) idle.asks(socket);
  for (const socket of [second, first, third]) idle.rests(socket);
  accept(4);
  // the stranger himself is one too many
  assert.deepEqual(cutOff, [4]);
  idle.asks(first);
  idle.rests(first);
  idle.head(third, 5);
  assert.deepEqual(cutOff, [4, 2]);
});

test('headers that do not end count, also behind a request that is answered', () => {
  const { idle, cutOff, accept } = stage(30);
  const asking = accept(1);
  idle.asks(asking);
  idle.head(asking, 25);
  assert.equal(idle.bytes, 25);
  const other = accept(2);
  // strangers first
  assert.deepEqual(cutOff, [2]);
  assert.equal(other.destroyed, true);
  idle.head(asking, 6);
  assert.deepEqual([cutOff, idle.bytes], [[2, 1], 0]);
});

test('headers that end count no more', () => {
  const { idle, accept } = stage(30);
  const socket = accept(1);
  idle.head(socket, 15);
  idle.asks(socket);
  assert.equal(idle.bytes, 0);
  idle.rests(socket);
  assert.equal(idle.bytes, EACH);
  // a second answer that ends is no second rest
  idle.rests(socket);
  assert.equal(idle.bytes, EACH);
});

test('a connection that closes takes nothing any more, one that was encrypted meanwhile takes it once', async () => {
  const { idle, open, accept } = stage(100);
  const raw = accept(1);
  const encrypted = open(1);
  idle.accepted(encrypted);
  assert.equal(idle.bytes, EACH);
  await closed(raw);
  assert.equal(idle.bytes, EACH);
  await closed(encrypted);
  assert.equal(idle.bytes, 0);
  idle.head(encrypted, 5);
  idle.asks(encrypted);
  assert.equal(idle.bytes, 0);
});
