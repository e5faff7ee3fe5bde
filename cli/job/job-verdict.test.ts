import assert from 'node:assert/strict';
import test from 'node:test';
import { JobProgress } from '../../protocol/client/job-progress.ts';
import { judgeJob } from './job-verdict.ts';

function judged(status: string, nodes: Record<string, readonly string[]>) {
  const progress = new JobProgress();
  progress.applyAnswer({ status, command: 'uptime', nodes });
  return judgeJob(progress);
}

test('a complete job whose nodes succeeded is good', () => {
  assert.deepEqual(judged('complete', { succeeded: ['a', 'b'] }), {
    ok: true,
    uncertain: false,
    badNodes: [],
  });
});

test('nodes that never took part spoil nothing: the quorum was met without them', () => {
  assert.equal(judged('complete', { succeeded: ['a'], nacked: ['b'], unavailable: ['c'] }).ok, true);
});

test('one node that failed, crashed, timed out or was aborted spoils the job', () => {
  for (const state of ['failed', 'crashed', 'timed_out', 'aborted']) {
    const verdict = judged('complete', { succeeded: ['a'], [state]: ['c', 'b'] });
    assert.deepEqual(verdict, { ok: false, uncertain: false, badNodes: ['b', 'c'] }, state);
  }
});

test('states that spoil a job can be chosen', () => {
  const progress = new JobProgress();
  const nodes = { succeeded: ['a'], failed: ['b'], nacked: ['c'] };
  progress.applyAnswer({ status: 'complete', command: 'uptime', nodes });
  assert.deepEqual(judgeJob(progress, ['nacked', 'failed']).badNodes, ['b', 'c']);
  assert.equal(judgeJob(progress, ['unavailable']).ok, true);
  const polled = new JobProgress();
  polled.applyAnswer({ status: 'complete', command: 'uptime', nodes: { complete: ['a'] } });
  assert.equal(judgeJob(polled, ['nacked']).ok, true, 'that no node failed need not be known');
  assert.equal(judgeJob(polled, ['failed']).uncertain, true);
});

test('a job that did not complete is bad, whatever its nodes did', () => {
  for (const status of ['quorum_failed', 'timed_out', 'aborted', 'crashed']) {
    assert.equal(judged(status, { succeeded: ['a'] }).ok, false, status);
  }
});

test('nodes that ran to an end of which no more is known leave the verdict uncertain', () => {
  assert.deepEqual(judged('complete', { complete: ['a'] }), { ok: false, uncertain: true, badNodes: [] });
  assert.equal(judged('complete', { complete: ['a'], crashed: ['b'] }).uncertain, false);
});
