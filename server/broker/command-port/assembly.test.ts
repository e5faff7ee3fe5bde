import assert from 'node:assert/strict';
import test from 'node:test';
import { Assembly } from './assembly.ts';

const frame = (bytes: number, hasMore: boolean) => ({
  isCommand: false,
  hasMore,
  body: Buffer.alloc(bytes, bytes),
});

test('a message is given when its last frame has come, each for itself', () => {
  const assembly = new Assembly(1_000);
  assert.equal(assembly.add(frame(1, true)), undefined);
  assert.equal(assembly.add(frame(2, true)), undefined);
  assert.deepEqual(assembly.add(frame(3, false)), [
    Buffer.alloc(1, 1),
    Buffer.alloc(2, 2),
    Buffer.alloc(3, 3),
  ]);
  assert.deepEqual(assembly.add(frame(4, false)), [Buffer.alloc(4, 4)]);
});

test('its frames may have so many bytes in all, and each takes 64 besides', () => {
  const assembly = new Assembly(1_000);
  assert.equal(assembly.add(frame(500, true)), undefined);
  assert.equal(assembly.add(frame(1_000 - 500 - 2 * 64, true)), undefined);
  assert.equal(assembly.add(frame(0, false)), 'message_too_long');
});

test('a message without end is refused, though its frames are empty', () => {
  const assembly = new Assembly(1_000);
  for (let count = 0; count < 15; count++) assert.equal(assembly.add(frame(0, true)), undefined);
  assert.equal(assembly.add(frame(0, true)), 'message_too_long');
});

test('what one message took is not held against the next', () => {
  const assembly = new Assembly(1_000);
  for (let count = 0; count < 10; count++) assert.ok(Array.isArray(assembly.add(frame(900, false))));
});
