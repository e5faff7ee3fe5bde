import assert from 'node:assert/strict';
import test from 'node:test';
import { startJob } from '../../protocol/client/api.ts';
import { readJobFeed } from '../../protocol/client/feed-reader.ts';
import { availableAt, nodeFor } from '../testing/server-fixture.ts';
import { FeedPieces, feedEventEntry, nodeOfEvent } from './feed-entry.ts';
import { tracedServer } from './testing/traced.ts';
import type { TraceEntry } from './trace-entry.ts';

const FEED = { id: {}, name: 'j1', org: 'dev', reader: 'admin', address: undefined };
const TEXT = 'event: quorum_vote\nid: job-1\ndata: {"node":"wéb1","status":"success"}\n\n';

test('events are put together of pieces, wherever they are cut, and what began before is passed over', () => {
  const bytes = Buffer.from(TEXT);
  for (let cut = 0; cut <= bytes.length; cut++) {
    const pieces = new FeedPieces();
    const events = [...pieces.read(bytes.subarray(0, cut)), ...pieces.read(bytes.subarray(cut))];
    assert.deepEqual(events.map(nodeOfEvent), ['wéb1']);
  }
  const late = new FeedPieces();
  assert.deepEqual(late.read(Buffer.from(`","status":"success"}\n\n: keep-alive\n\n${TEXT}`)).length, 1);
});

test('of a summary the values of env are hidden', () => {
  const text = '{"id":"j1","env":{"TOKEN":"s3cret"}}';
  const event = { event: 'summary', id: 'x', data: {}, text };
  const entry = feedEventEntry(FEED, event, { at: '', secrets: false });
  assert.ok(!JSON.stringify(entry).includes('s3cret'));
  assert.match(JSON.stringify(entry.body), /TOKEN/);
  assert.match(JSON.stringify(feedEventEntry(FEED, event, { at: '', secrets: true })), /s3cret/);
});

test('the feed of a job is told from its opening to its end, with whom each event is about', async (context) => {
  const { server, admin, entries, until } = await tracedServer(context);
  const node = await nodeFor(context, server, admin);
  await node.becomeAvailable();
  await availableAt(server);
  const id = await startJob(admin, { command: 'x', nodes: ['web1'] });
  const reading = all(readJobFeed(admin, id));
  await until('the feed is open', ({ type }) => type === 'feed_opened');
  await node.hear('commit');
  await node.say({ type: 'ack_commit' }, id);
  await node.hear('run');
  await node.say({ type: 'ack_run' }, id);
  await node.say({ type: 'succeeded' }, id);
  const read = await reading;
  await until('the feed is closed', ({ type }) => type === 'feed_closed');
  const told = entries.filter(({ channel, feed }) => channel === 'feeds' && feed === id);
  assert.deepEqual(told.map(brief), [
    'feed_opened admin  sent ',
    ...read.map(({ event, id: eventId, data }) => `${event} admin ${data.node ?? ''} sent ${eventId}`),
    'feed_closed admin  sent ended',
  ]);
  assert.ok(read.some(({ data }) => data.node === 'web1'));
});

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const read: T[] = [];
  for await (const item of items) read.push(item);
  return read;
}

const brief = ({ type, signer, node, verdict, id, reason }: TraceEntry): string =>
  `${type} ${signer} ${node ?? ''} ${verdict} ${id ?? reason ?? ''}`;
