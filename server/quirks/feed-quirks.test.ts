import assert from 'node:assert/strict';
import test from 'node:test';
import type { ServerQuirkName } from '../../protocol/quirks/catalogue.ts';
import { formatFeedEvent } from '../http/event-stream/frame.ts';
import { feedPolicies } from './feed-quirks.ts';

const FRAMES = [1, 2, 3].map((number) => formatFeedEvent('start', `job-${number}`, { number }));
const policies = (...quirks: readonly ServerQuirkName[]) => feedPolicies(new Set(quirks));

test('missed-newest-first: what a reader has missed comes in the opposite order, and no other frame', () => {
  const { missed, last } = policies('missed-newest-first');
  assert.deepEqual(missed(FRAMES), FRAMES.toReversed());
  assert.deepEqual(last(Buffer.concat(FRAMES)), Buffer.concat(FRAMES));
});

test('unclosed-last-event: a feed that is over ends with the data of its last event', () => {
  const { missed, last } = policies('unclosed-last-event');
  assert.deepEqual(missed(FRAMES), FRAMES);
  assert.ok(
    last(Buffer.concat(FRAMES))
      .toString()
      .endsWith('{"number":2}\n\nevent: start\nid: job-3\ndata: {"number":3}'),
  );
});

test('without a quirk frames are sent as they are', () => {
  const { missed, last } = policies();
  assert.deepEqual([missed(FRAMES), last(Buffer.concat(FRAMES))], [FRAMES, Buffer.concat(FRAMES)]);
});
