import assert from 'node:assert/strict';
import test from 'node:test';
import { JobProgress } from '../../../../protocol/client/job-progress.ts';
import type { JobOutcome } from '../../../../simulator/run/job-outcome.ts';
import { JobLog } from './job-log.ts';

const OUTCOME: JobOutcome = { label: 'a#1', job: 'a', end: 'complete', nodes: 3, runs: [], unavailable: 0 };

test('a job under way is told by its nodes as they are now', () => {
  let seconds = 5;
  const log = new JobLog(() => seconds);
  const progress = new JobProgress();
  log.followed({ label: 'a#1', nodes: ['x', 'y', 'z'] }, progress);
  seconds = 7;
  assert.deepEqual(log.running, [{ label: 'a#1', nodes: 3, seconds: 2, states: [] }]);
  progress.applyAnswer({ status: 'running', command: 'x', nodes: { running: ['x', 'y'], succeeded: ['z'] } });
  assert.deepEqual(log.running[0]?.states, [
    ['running', 2],
    ['succeeded', 1],
  ]);
  log.ended({ ...OUTCOME, jobSeconds: 2 });
  assert.deepEqual(log.running, []);
  assert.deepEqual(log.lastEnded, [{ label: 'a#1', end: 'complete', nodes: 3, succeeded: 0, seconds: 2 }]);
});

test('jobs that did not complete are counted by their end and error', () => {
  const log = new JobLog(() => 0);
  log.ended(OUTCOME);
  for (const error of ['503', '503', '429']) log.ended({ ...OUTCOME, end: 'refused', error });
  log.ended({ ...OUTCOME, end: 'quorum_failed' });
  assert.deepEqual(log.errors, [
    { what: 'jobs refused: 503', count: 2 },
    { what: 'jobs refused: 429', count: 1 },
    { what: 'jobs quorum_failed', count: 1 },
  ]);
});

test('errors of many words and jobs without end take no more room', () => {
  const log = new JobLog(() => 0);
  for (let index = 0; index < 500; index++) {
    log.followed({ label: `b#${index}`, nodes: ['x'] }, new JobProgress());
    log.ended({ ...OUTCOME, label: `a#${index}`, end: 'refused', error: `error ${index}` });
  }
  assert.equal(log.running.length, 30);
  assert.equal(log.lastEnded.length, 30);
  assert.equal(log.lastEnded[0]?.label, 'a#499');
  assert.equal(log.errors.length, 31);
  assert.deepEqual(log.errors.at(-1), { what: 'jobs refused', count: 470 });
});
