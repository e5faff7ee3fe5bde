import assert from 'node:assert/strict';
import test from 'node:test';
import type { NodeJobStatus } from '../../protocol/node-job-status.ts';
import { acceptedJobStatuses, acceptedNodeStatuses, type NodePast } from './shown-status.ts';

const NOTHING: NodePast = { started: false, wentDown: false, voted: false, said: [], jobCrashed: false };

const accepted = (status: NodeJobStatus, past: Partial<NodePast> = {}) =>
  acceptedNodeStatuses('documented', status, { ...NOTHING, ...past });

test("the shipped server's words are the protocol's, whatever the node did", () => {
  const past = { ...NOTHING, started: true, said: ['ack_commit', 'nack_run'], jobCrashed: true };
  for (const status of ['failed', 'crashed', 'timed_out', 'was_ready', 'unavailable'] as const)
    assert.deepEqual(acceptedNodeStatuses('pushy-server', status, past), [status]);
});

test('documented: whoever ran the command to its end is complete, well or not', () => {
  assert.deepEqual(accepted('succeeded', { started: true, said: ['ack_run', 'succeeded'] }), ['complete']);
  assert.deepEqual(accepted('failed', { started: true, said: ['ack_run', 'failed'] }), ['complete']);
  // what it says afterwards changes nothing
  assert.deepEqual(accepted('failed', { started: true, said: ['ack_run', 'failed', 'nack_run'] }), [
    'complete',
  ]);
});

test('documented: whoever nacked the run and ran nothing is nacked, and nothing else', () => {
  assert.deepEqual(accepted('failed', { said: ['ack_commit', 'nack_run'] }), ['nacked']);
});

test('documented: whoever goes down is unavailable before the command started, and crashed after it', () => {
  assert.deepEqual(accepted('crashed', { said: ['ack_commit'] }), ['unavailable']);
  assert.deepEqual(accepted('crashed', { started: true, said: ['ack_commit', 'ack_run'] }), ['crashed']);
  assert.deepEqual(accepted('unavailable', { wentDown: true }), ['unavailable']);
});

test('documented: the seeds leave open what a node is that is up and was put out of the job', () => {
  assert.deepEqual(accepted('crashed', { said: ['ack_commit', 'succeeded'] }), ['unavailable', 'crashed']);
  assert.deepEqual(accepted('crashed', { said: ['ack_commit', 'nack_commit'] }), [
    'unavailable',
    'crashed',
    'nacked',
  ]);
  assert.deepEqual(accepted('crashed', { started: true, said: ['ack_run', 'aborted'] }), [
    'crashed',
    'aborted',
  ]);
  assert.deepEqual(accepted('unavailable'), ['unavailable', 'new']);
  assert.deepEqual(accepted('unavailable', { voted: true }), ['unavailable']);
  const tookItsVoteBack = { voted: true, said: ['ack_commit', 'nack_commit'] };
  assert.deepEqual(accepted('unavailable', tookItsVoteBack), ['unavailable', 'nacked']);
});

test('documented: a run that was not in time is aborted where it had started, and open where it had not', () => {
  assert.deepEqual(accepted('timed_out', { started: true }), ['aborted']);
  assert.deepEqual(accepted('timed_out'), ['ready', 'unavailable', 'aborted']);
});

test('a job that a restart ended may be called aborted by the documentation alone', () => {
  assert.deepEqual(acceptedJobStatuses('documented', 'crashed'), ['crashed', 'aborted']);
  assert.deepEqual(acceptedJobStatuses('pushy-server', 'crashed'), ['crashed']);
  assert.deepEqual(acceptedJobStatuses('documented', 'timed_out'), ['timed_out']);
});
