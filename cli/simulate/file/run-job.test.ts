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
    succeeded: 1,
    unavailable: 0,
    voteSeconds: [0.25, 0.5],
    runSeconds: [2],
    jobSeconds: 3.5,
  });
});

test('what the feed did not tell has no latency', () => {
  const progress = new JobProgress();
  progress.applyAnswer({ status: 'complete', command: 'x', nodes: { complete: ['a', 'b'] } });
  assert.deepEqual(jobOutcomeOf(progress), {
    succeeded: 2,
    unavailable: 0,
    voteSeconds: [],
    runSeconds: [],
  });
});
