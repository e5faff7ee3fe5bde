import assert from 'node:assert/strict';
import test from 'node:test';
import { SendQueue } from './send-queue.ts';

/** A socket that takes what it is given when the test says so. */
function world() {
  const given: Uint8Array[] = [];
  const dones: (() => void)[] = [];
  const told: string[] = [];
  const queue = new SendQueue({
    sink: {
      write(bytes, done) {
        given.push(bytes);
        dones.push(done);
      },
    },
    onBusy: () => told.push('busy'),
    onProgress: () => told.push('progress'),
    onIdle: () => told.push('idle'),
  });
  const take = () => dones.shift()?.();
  return { queue, given, told, take, all: () => Buffer.concat(given) };
}

test('what is small goes out at once, message by message', () => {
  const { queue, given } = world();
  queue.add(Buffer.from('a'));
  queue.add(Buffer.from('b'));
  assert.deepEqual(given, [Buffer.from('a'), Buffer.from('b')]);
  assert.equal(queue.unsentBytes, 2);
});

test('what is large goes out in portions, the next when the last was taken', () => {
  const { queue, given, told, take, all } = world();
  const large = Buffer.from(Array.from({ length: 40_000 }, (_, index) => index % 251));
  queue.add(large);
  queue.add(Buffer.from('after'));
  assert.deepEqual(
    given.map(({ byteLength }) => byteLength),
    [16_384],
  );
  take();
  assert.equal(queue.unsentBytes, 40_005 - 16_384);
  take();
  take();
  take();
  assert.deepEqual(all(), Buffer.concat([large, Buffer.from('after')]));
  assert.equal(queue.unsentBytes, 0);
  assert.deepEqual([told[0], told.at(-1)], ['busy', 'idle']);
});

test('it tells that it is busy once, and of each part that was taken', () => {
  const { queue, told, take } = world();
  queue.add(Buffer.from('a'));
  queue.add(Buffer.from('b'));
  take();
  take();
  queue.add(Buffer.from('c'));
  take();
  assert.deepEqual(told, ['busy', 'progress', 'idle', 'busy', 'idle']);
});

test('what was not taken is counted to the byte', () => {
  const { queue, take } = world();
  for (let count = 0; count < 10; count++) queue.add(Buffer.alloc(10_000));
  assert.equal(queue.unsentBytes, 100_000);
  take();
  assert.equal(queue.unsentBytes, 90_000);
});

test('what is forgotten is not given, though the socket takes what it has', () => {
  const { queue, given, take } = world();
  for (let count = 0; count < 10; count++) queue.add(Buffer.alloc(10_000));
  queue.clear();
  const before = given.length;
  for (let count = 0; count < before; count++) take();
  assert.equal(given.length, before);
  assert.equal(queue.unsentBytes, 0);
});

test('nothing is nothing', () => {
  const { queue, given, told } = world();
  queue.add(Buffer.alloc(0));
  assert.deepEqual([given, told], [[], []]);
});
