import assert from 'node:assert/strict';
import test from 'node:test';
import { FeedTally } from './feed-tally.ts';

const FEED = Buffer.from(
  'HTTP/1.1 200 OK\r\n\r\n1f\r\nevent: start\nid: 1\ndata: {}\n\n\r\n2f\r\nevent: job_complete\nid: 2\ndata: {}\n\n\r\n0\r\n\r\n',
);

test('every event counts once, wherever the bytes are cut', () => {
  for (let cut = 0; cut <= FEED.length; cut++) {
    const tally = new FeedTally();
    tally.take(FEED.subarray(0, cut), 1);
    tally.take(FEED.subarray(cut), 2);
    assert.equal(tally.events, 2, `cut at ${cut}`);
    assert.ok(tally.endedAtMs === 1 || tally.endedAtMs === 2);
  }
});

test('every event counts once, byte for byte', () => {
  const tally = new FeedTally();
  for (const byte of FEED) tally.take(Buffer.of(byte), 1);
  assert.equal(tally.events, 2);
});

test('a feed that goes on has no end', () => {
  const tally = new FeedTally();
  tally.take(Buffer.from('event: start\nid: 1\ndata: {}\n\n'), 1);
  assert.equal(tally.endedAtMs, undefined);
});
