import assert from 'node:assert/strict';
import test from 'node:test';
import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import type { JournalEvent, NodeJournalEntry } from '../../simulator/node/journal.ts';
import type { NodeMessage } from '../../simulator/node/planned.ts';
import { AWAY_STATUS } from '../../simulator/node/status.ts';
import { isMarked, type SeenNode } from './marks.ts';

const JOB = 'job1';

const event = (name: string, data: FeedEvent['data'] = {}): FeedEvent => ({
  event: name,
  id: name,
  data,
  text: '',
});

const sent = (content: NodeMessage): JournalEvent => ({ what: 'sent', message: { type: 'send', content } });
const BEAT = sent({ type: 'heartbeat' } as NodeMessage);
const VOTE = sent({ type: 'ack_commit', jobId: JOB } as NodeMessage);
const ABORTED = sent({ type: 'aborted', jobId: JOB } as NodeMessage);
const INTERVAL: JournalEvent = { what: 'intervalOver' };
const ABORT: JournalEvent = { what: 'received', message: { type: 'abort', sequence: 1, timestampMs: 0 } };
const ASKED: JournalEvent = {
  what: 'received',
  message: { type: 'run', jobId: JOB, sequence: 1, timestampMs: 0 },
};
const status = (online: boolean, answered = true): JournalEvent => ({
  what: 'status',
  status: { ...AWAY_STATUS, online, answered },
});

function node(events: readonly JournalEvent[], isRunning = true): SeenNode {
  return { isRunning, entries: events.map((each, atMs): NodeJournalEntry => ({ ...each, atMs })) };
}

const UP = [status(true, false), ABORT, status(true), INTERVAL, BEAT];

/** Whether a job's feed with this event is marked, where this is its node. */
const marks = (one: FeedEvent, web1?: SeenNode): boolean =>
  isMarked([{ id: JOB, events: [event('start'), one] }], new Map(web1 === undefined ? [] : [['web1', web1]]));

test('a node that is missed though it sends its heartbeats is a mark, and one that is dead, still or silent is none', () => {
  const missed = event('quorum_vote', { node: 'web1', status: 'down' });
  assert.equal(marks(missed, node(UP)), true);
  assert.equal(marks(missed, node(UP, false)), false);
  assert.equal(marks(missed, node([...UP, INTERVAL, INTERVAL])), false);
  assert.equal(marks(missed), false);
  assert.equal(marks(event('quorum_vote', { node: 'web1', status: 'failure' }), node(UP)), false);
});

test('a node whose vote or commit was lost is a mark, and one that keeps silent about what it was asked is none', () => {
  const over = event('quorum_vote', { node: 'web1', status: 'voting_timeout' });
  assert.equal(marks(over, node(UP)), true);
  assert.equal(marks(over, node([...UP, ASKED])), false);
  assert.equal(marks(over, node([...UP, ASKED, ABORTED])), false);
  assert.equal(marks(over, node([...UP, ASKED, VOTE])), true);
  assert.equal(marks(event('job_complete', { status: 'timed_out' }), node(UP)), true);
  assert.equal(marks(event('job_complete', { status: 'timed_out' }), node([...UP, ASKED])), false);
});

test('a feed that was read too late is a mark', () => {
  assert.equal(marks(event('summary')), true);
  assert.equal(marks(event('feed_broken')), true);
});

test('a node that has lost its server, never found it, or was told to abort over and over is a mark', () => {
  const plain = event('job_complete', { status: 'complete' });
  assert.equal(marks(plain, node(UP)), false);
  assert.equal(marks(plain, node([...UP, ABORT])), false);
  assert.equal(marks(plain, node([...UP, ABORT, ABORT])), true);
  assert.equal(marks(plain, node([...UP, status(false), status(true)])), true);
  assert.equal(marks(plain, node([status(true, false), BEAT])), true);
});
