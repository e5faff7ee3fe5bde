import assert from 'node:assert/strict';
import test from 'node:test';
import type { TraceEntry } from './trace-entry.ts';
import { TraceQueue } from './trace-queue.ts';

const entry = (type: string): TraceEntry => ({
  ...{ at: '', direction: 'in', channel: 'commands', type, org: null, node: null, verdict: 'accepted' },
});
const told = (piece: Buffer | undefined): readonly string[] =>
  [...String(piece ?? '').matchAll(/^event: (\w+)\nid: \d+\ndata: (.*)$/gm)].map(
    ([, event, data = '']) => `${event} ${JSON.parse(data).type ?? JSON.parse(data).count ?? ''}`,
  );

test('entries are given in order, together', () => {
  const queue = new TraceQueue(10_000);
  queue.begin({ org: 'dev' });
  for (const type of ['a', 'b']) queue.add(entry(type));
  assert.deepEqual(told(queue.next()), ['following ', 'entry a', 'entry b']);
  assert.equal(queue.next(), undefined);
});

test('what comes while it is full is dropped, and counted where it is missing', () => {
  const size = new TraceQueue(1_000);
  size.add(entry('a'));
  const queue = new TraceQueue(2 * size.bytes);
  for (const type of ['a', 'b', 'c', 'd']) queue.add(entry(type));
  assert.ok(queue.bytes <= 2 * size.bytes);
  assert.deepEqual(told(queue.next()), ['entry a', 'entry b']);
  queue.add(entry('e'));
  assert.deepEqual(told(queue.next()), ['dropped 2', 'entry e']);
});

test('that something was dropped is said also where nothing comes any more', () => {
  const queue = new TraceQueue(0);
  queue.add(entry('a'));
  assert.deepEqual(told(queue.next()), ['dropped 1']);
  assert.equal(queue.next(), undefined);
});

test('a piece has a bound, but for one entry that is longer', () => {
  const queue = new TraceQueue(1_000_000);
  for (let count = 0; count < 20; count += 1) queue.add(entry('x'.repeat(10_000)));
  queue.add(entry('y'.repeat(100_000)));
  const pieces = [];
  for (let piece = queue.next(); piece !== undefined; piece = queue.next()) pieces.push(piece.byteLength);
  assert.ok(pieces.length >= 4);
  assert.ok(pieces.slice(0, -1).every((bytes) => bytes <= 65_536));
  assert.equal(queue.bytes, 0);
});
