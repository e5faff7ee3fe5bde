import assert from 'node:assert/strict';
import test from 'node:test';
import { JobProgress } from '../../../protocol/client/job-progress.ts';
import { formatFeedTimestamp } from '../../../protocol/time/dates.ts';
import { jobOutcomeOf } from './run-job.ts';

test('latencies are what the feed says, by its own clock', () => {
  const progress = new JobProgress();
  const tell = (event: string, seconds: number, data: Record<string, unknown> = {}) =>
    progress.apply({ event, data: { timestamp: formatFeedTimestamp(1e15 + seconds * 1e6), ...data } });
  tell('start', 0, { node_count: 2, quorum: 1, command: 'x' });
  tell('quorum_vote', 0.25, { node: 'a', status: 'success' });
  tell('quorum_vote', 0.5, { node: 'b', status: 'failure' });
  tell('quorum_succeeded', 0.5);
  tell('run_start', 1, { node: 'a' });
  tell('run_complete', 3, { node: 'a', status: 'success' });
  tell('job_complete', 3.5, { status: 'complete' });
  assert.deepEqual(jobOutcomeOf(progress), {
    runs: [{ succeeded: 1, runsFailed: 0, voteSeconds: [0.25, 0.5], runSeconds: [2] }],
    unavailable: 0,
    jobSeconds: 3.5,
  });
});

test('a command that was started and did not succeed failed, whether its node told of an end or not', () => {
  const progress = new JobProgress();
  for (const [event, data] of [
    ['start', { node_count: 4, quorum: 1, command: 'x' }],
    ['quorum_vote', { node: 'busy', status: 'failure' }],
    ...['good', 'bad', 'gone'].map((node) => ['quorum_vote', { node, status: 'success' }] as const),
    ...['good', 'bad', 'gone'].map((node) => ['run_start', { node }] as const),
    ['run_complete', { node: 'good', status: 'success' }],
    ['run_complete', { node: 'bad', status: 'failure' }],
    ['run_complete', { node: 'gone', status: 'crashed' }],
    ['job_complete', { status: 'complete' }],
  ] as const)
    progress.apply({ event, data: { timestamp: formatFeedTimestamp(1e15), ...data } });
  const [{ succeeded, runsFailed } = assert.fail()] = jobOutcomeOf(progress).runs;
  assert.deepEqual([succeeded, runsFailed], [1, 2]);
});

test('what the feed did not tell has no latency', () => {
  const progress = new JobProgress();
  progress.applyAnswer({ status: 'complete', command: 'x', nodes: { complete: ['a', 'b'] } });
  assert.deepEqual(jobOutcomeOf(progress), {
    runs: [{ succeeded: 2, runsFailed: 0, voteSeconds: [], runSeconds: [] }],
    unavailable: 0,
  });
});
