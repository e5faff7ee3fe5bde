import assert from 'node:assert/strict';
import test from 'node:test';
import type { NumberedEvent } from '../../feeds/event.ts';
import { FeedText } from './feed-text.ts';

function stage(count: number) {
  const events: NumberedEvent<string>[] = [];
  const add = (many: number) => {
    for (let left = many; left > 0; left--) {
      events.push({ number: events.length + 1, timestampMicros: 0, event: 'x' });
    }
  };
  add(count);
  let written = 0;
  const text = new FeedText(events, ({ number }) => {
    written += 1;
    return Buffer.from(`${number},`);
  });
  const read = (supply: () => Buffer | undefined) => {
    const pieces: Buffer[] = [];
    for (let piece = supply(); piece !== undefined; piece = supply()) pieces.push(piece);
    return pieces;
  };
  return { text, add, read, written: () => written };
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `${from + index},`).join('');

test('everything from an event on is supplied, what came meanwhile included', () => {
  const { text, add, read } = stage(300);
  const supply = text.from(10);
  assert.equal(Buffer.concat(read(supply)).toString(), numbers(11, 300));
  add(500);
  assert.equal(Buffer.concat(read(supply)).toString(), numbers(301, 800));
});

test('whole pieces are written once for all who read them', () => {
  const { text, read, written } = stage(512);
  const [one, other] = [read(text.from(0)), read(text.from(0))];
  assert.equal(written(), 512);
  assert.deepEqual(
    one.map((piece, index) => piece === other[index]),
    [true, true],
  );
});

test('the last piece may be another', () => {
  const { text, read } = stage(257);
  const pieces = read(text.from(0, (piece) => piece.subarray(0, -1)));
  assert.equal(Buffer.concat(pieces).toString(), numbers(1, 257).slice(0, -1));
});
