import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf, LoneNode } from '../testing/lone-node.ts';
import { CONFUSIONS } from './confused.ts';

/** The answers to a commit and a run, each with the end of its job id. */
const WANTED: Readonly<Record<keyof typeof CONFUSIONS, readonly string[]>> = {
  nack_after_ack: ['ack_commit 1', 'nack_commit 1', 'ack_run 1', 'succeeded 1'],
  ack_after_nack: ['ack_commit 1', 'ack_run 1', 'succeeded 1'],
  double_ack_commit: ['ack_commit 1', 'ack_commit 1', 'ack_run 1', 'succeeded 1'],
  run_answer_while_voting: ['ack_commit 1', 'ack_run 1', 'ack_run 1', 'succeeded 1'],
  result_while_voting: ['ack_commit 1', 'succeeded 1', 'ack_run 1', 'succeeded 1'],
  aborted_while_voting: ['ack_commit 1', 'aborted 1', 'ack_run 1', 'succeeded 1'],
  double_ack_run: ['ack_commit 1', 'ack_run 1', 'ack_run 1', 'succeeded 1'],
  vote_while_running: ['ack_commit 1', 'ack_run 1', 'ack_commit 1', 'succeeded 1'],
  nack_run_while_running: ['ack_commit 1', 'ack_run 1', 'nack_run 1', 'succeeded 1'],
  aborted_while_running: ['ack_commit 1', 'ack_run 1', 'aborted 1', 'succeeded 1'],
  nack_run: ['ack_commit 1', 'nack_run 1'],
  aborted_on_run: ['ack_commit 1', 'aborted 1'],
  vote_on_run: ['ack_commit 1', 'ack_commit 1'],
  result_before_ack_run: ['ack_commit 1', 'succeeded 1'],
  failure_before_ack_run: ['ack_commit 1', 'failed 1'],
  ack_run_after_end: ['ack_commit 1', 'ack_run 1', 'succeeded 1', 'ack_run 1'],
  nack_run_after_end: ['ack_commit 1', 'ack_run 1', 'succeeded 1', 'nack_run 1'],
  double_result: ['ack_commit 1', 'ack_run 1', 'succeeded 1', 'succeeded 1'],
  wrong_job_id: ['ack_commit f', 'ack_run f', 'succeeded f'],
  wrong_job_id_when_aborted: ['ack_commit 1', 'ack_run 1', 'succeeded 1'],
  wrong_job_in_heartbeat: ['ack_commit 1', 'ack_run 1', 'succeeded 1'],
  long_job_id: ['ack_commit x', 'ack_run x', 'succeeded x'],
  null_job_id: ['ack_commit l', 'ack_run l', 'succeeded l'],
  unknown_type: ['ack_lunch 1', 'ack_run 1', 'succeeded 1'],
};

for (const does of Object.keys(CONFUSIONS) as (keyof typeof CONFUSIONS)[]) {
  test(`${does} is wrong in that and in nothing else`, async () => {
    const lone = new LoneNode([{ name: 'confused', options: { does } }]);
    await lone.online();
    lone.tell(commitOf());
    lone.tell({ type: 'run', jobId: 'job-1' });
    lone.clock.advance(100);
    const said = lone.sent.map((message) => `${message.type} ${String(message.job_id).at(-1)}`);
    assert.deepEqual(said, WANTED[does]);
  });
}

test('an answer without a command is followed by a good one to the abort', async () => {
  const lone = new LoneNode([{ name: 'confused', options: { does: 'nack_run' } }]);
  await lone.online();
  lone.tell(commitOf());
  lone.tell({ type: 'run', jobId: 'job-1' });
  lone.tell({ type: 'abort' });
  assert.deepEqual(lone.answers, ['ack_commit', 'nack_run', 'aborted']);
  assert.equal(lone.node.status.job, 'idle');
});
