import assert from 'node:assert/strict';
import test from 'node:test';
import { feedEvents, type Said, started } from '../testing/feed-events.ts';
import { feedMicros, JobProgress } from './job-progress.ts';

function told(...said: readonly Said[]): JobProgress {
  const progress = new JobProgress();
  for (const event of feedEvents(...said)) progress.apply(event);
  return progress;
}

function states(progress: JobProgress): Record<string, string> {
  return Object.fromEntries([...progress.nodes.values()].map(({ name, state }) => [name, state]));
}

const BOTH_READY: readonly Said[] = [
  started(2),
  ['quorum_vote', { node: 'a', status: 'success' }],
  ['quorum_vote', { node: 'b', status: 'success' }],
  ['quorum_succeeded'],
];

test('a job that goes well is told from start to end', () => {
  const voting = told(started(2), ['quorum_vote', { node: 'a', status: 'success' }]);
  assert.equal(voting.status, 'voting');
  assert.equal(voting.inProgress, 2);
  const running = told(...BOTH_READY, ['run_start', { node: 'a' }]);
  assert.equal(running.status, 'running');
  assert.deepEqual(states(running), { a: 'running', b: 'ready' });
  const over = told(
    ...BOTH_READY,
    ['run_start', { node: 'a' }],
    ['run_start', { node: 'b' }],
    ['run_complete', { node: 'a', status: 'success' }],
    ['run_complete', { node: 'b', status: 'failure' }],
    ['job_complete', { status: 'complete' }],
  );
  assert.equal(over.status, 'complete');
  assert.equal(over.ended, true);
  assert.equal(over.inProgress, 0);
  assert.deepEqual(states(over), { a: 'succeeded', b: 'failed' });
});

test('times come from the feed, per node and per phase', () => {
  const progress = told(
    ...BOTH_READY,
    ['run_start', { node: 'a' }],
    ['run_complete', { node: 'a', status: 'success' }],
  );
  const { startedAt = 0, quorumAt = 0 } = progress;
  const { votedAt = 0, startedAt: ranAt = 0, endedAt = 0 } = progress.nodes.get('a') ?? {};
  assert.equal(quorumAt - startedAt, 30_000);
  assert.equal(votedAt - startedAt, 10_000);
  assert.equal(ranAt - votedAt, 30_000);
  assert.equal(endedAt - ranAt, 10_000);
});

test('a vote decides where a node stands, and a strange one changes nothing', () => {
  const votes: readonly (readonly [string, string])[] = [
    ['success', 'ready'],
    ['failure', 'nacked'],
    ['down', 'unavailable'],
    ['lost_availibility', 'unavailable'],
    ['voting_timeout', 'unavailable'],
    ['unexpected_commit', 'new'],
    ['client_died_while_voting', 'new'],
  ];
  for (const [status, state] of votes) {
    assert.deepEqual(states(told(started(1), ['quorum_vote', { node: 'a', status }])), { a: state }, status);
  }
});

test('an end of a run decides, unless the node was done before', () => {
  const ends: readonly (readonly [string, string])[] = [
    ['success', 'succeeded'],
    ['failure', 'failed'],
    ['run_nacked', 'failed'],
    ['run_nacked_while_running', 'failed'],
    ['crashed', 'crashed'],
    ['client_died_while_running', 'ready'],
  ];
  for (const [status, state] of ends) {
    const progress = told(...BOTH_READY, ['run_complete', { node: 'a', status }]);
    assert.equal(progress.nodes.get('a')?.state, state, status);
  }
});

test('a node that is sent to rehab before it voted is unavailable', () => {
  assert.deepEqual(states(told(started(1), ['rehab', { node: 'a' }])), { a: 'unavailable' });
});

test('nodes that are at work when the job times out have timed out', () => {
  const progress = told(
    ...BOTH_READY,
    ['run_start', { node: 'a' }],
    ['job_complete', { status: 'timed_out' }],
  );
  assert.deepEqual(states(progress), { a: 'timed_out', b: 'timed_out' });
});

test('nodes that were ready when the quorum was missed are what the server says of them', () => {
  const progress = told(
    started(3),
    ['quorum_vote', { node: 'a', status: 'success' }],
    ['quorum_vote', { node: 'b', status: 'success' }],
    ['rehab', { node: 'b' }],
    ['quorum_vote', { node: 'c', status: 'failure' }],
    ['rehab', { node: 'a' }],
    ['job_complete', { status: 'quorum_failed' }],
  );
  const nodes = { ready: ['a'], unavailable: ['b'], nacked: ['c'] };
  progress.applyAnswer({ status: 'quorum_failed', command: 'uptime', nodes });
  assert.deepEqual(states(progress), { a: 'was_ready', b: 'unavailable', c: 'nacked' });
});

test('what the feed told more finely than the answer stays', () => {
  const progress = told(
    ...BOTH_READY,
    ['run_complete', { node: 'a', status: 'success' }],
    ['run_complete', { node: 'b', status: 'failure' }],
    ['job_complete', { status: 'complete' }],
  );
  progress.applyAnswer({ status: 'complete', command: 'uptime', nodes: { complete: ['a', 'b'] } });
  assert.deepEqual(states(progress), { a: 'succeeded', b: 'failed' });
});

test('an answer that is behind the feed does not take back the end that the feed has told', () => {
  const progress = told(
    ...BOTH_READY,
    ['run_complete', { node: 'a', status: 'success' }],
    ['run_complete', { node: 'b', status: 'failure' }],
    ['job_complete', { status: 'complete' }],
  );
  progress.applyAnswer({ status: 'running', command: 'uptime', nodes: { running: ['a'], ready: ['b'] } });
  assert.equal(progress.status, 'complete');
  assert.deepEqual(states(progress), { a: 'succeeded', b: 'failed' });
});

test('a job that is only polled stands where its answers say', () => {
  const progress = new JobProgress();
  progress.applyAnswer({ status: 'running', command: 'uptime', nodes: { running: ['a'], ready: ['b'] } });
  assert.equal(progress.inProgress, 2);
  assert.equal(progress.nodeCount, 2);
  progress.applyAnswer({ status: 'complete', command: 'uptime', nodes: { complete: ['a', 'b'] } });
  assert.deepEqual(states(progress), { a: 'complete', b: 'complete' });
  assert.equal(progress.count('complete'), 2);
  assert.equal(progress.count('running'), 0);
});

test('events of other kinds and of broken shape change nothing', () => {
  const progress = told(
    started(1),
    ['summary', {}],
    ['quorum_vote', { node: 7, status: 'success' }],
    ['run_start'],
    ['x'],
  );
  assert.equal(progress.status, 'voting');
  assert.equal(progress.nodes.size, 0);
});

test('a feed timestamp is read to the microsecond', () => {
  assert.equal(feedMicros('1970-01-01 00:00:01.000002Z'), 1_000_002);
  for (const wrong of ['1970-01-01T00:00:01Z', '', 7, undefined]) assert.equal(feedMicros(wrong), undefined);
});
