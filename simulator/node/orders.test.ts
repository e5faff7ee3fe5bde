import assert from 'node:assert/strict';
import test from 'node:test';
import { commitOf } from '../testing/lone-node.ts';
import type { VirtualNodeInput } from './inputs.ts';
import { jobStep } from './job.ts';
import { ORDERS, type OrderEvent } from './orders.ts';
import { IDLE, type JobInHand, type JobPhase } from './state.ts';

const order = commitOf();
const JOBS: Readonly<Record<JobPhase, JobInHand>> = {
  idle: IDLE,
  committed: { phase: 'committed', order, commandLine: 'true' },
  running: { phase: 'running', order },
  ending: { phase: 'ending', order },
};
const INPUTS: Readonly<Record<OrderEvent, VirtualNodeInput>> = {
  commit: { type: 'commit', order: commitOf({ jobId: 'job-2' }) },
  commit_accepted: { type: 'commitChecked', order, commandLine: 'true' },
  commit_refused: { type: 'commitChecked', order, commandLine: '', refusal: 'no' },
  run: { type: 'run', jobId: 'job-1' },
  run_of_another_job: { type: 'run', jobId: 'job-2' },
  abort: { type: 'abort' },
  command_ended: { type: 'commandEnded', jobId: 'job-1', result: { exitCode: 0 } },
};

/** Phase afterwards, and what is done: the messages as `TYPE JOB`. */
const WANTED: Readonly<Record<OrderEvent, Readonly<Record<JobPhase, readonly string[]>>>> = {
  commit: {
    idle: ['idle', 'checkCommit'],
    committed: ['committed', 'nack_commit job-2'],
    running: ['running', 'nack_commit job-2'],
    ending: ['ending', 'nack_commit job-2'],
  },
  commit_accepted: {
    idle: ['committed', 'ack_commit job-1'],
    committed: ['committed', 'nack_commit job-1'],
    running: ['running', 'nack_commit job-1'],
    ending: ['ending', 'nack_commit job-1'],
  },
  commit_refused: {
    idle: ['idle', 'nack_commit job-1'],
    committed: ['committed', 'nack_commit job-1'],
    running: ['running', 'nack_commit job-1'],
    ending: ['ending', 'nack_commit job-1'],
  },
  run: {
    idle: ['idle', 'nack_run job-1'],
    committed: ['running', 'runCommand', 'ack_run job-1'],
    running: ['running', 'nack_run job-1'],
    ending: ['ending', 'nack_run job-1'],
  },
  run_of_another_job: {
    idle: ['idle', 'nack_run job-2'],
    committed: ['committed', 'nack_run job-2'],
    running: ['running', 'nack_run job-2'],
    ending: ['ending', 'nack_run job-2'],
  },
  abort: {
    idle: ['idle', 'aborted null'],
    committed: ['idle', 'aborted job-1'],
    running: ['ending', 'killCommand'],
    ending: ['ending'],
  },
  command_ended: {
    idle: ['idle'],
    committed: ['committed'],
    running: ['idle', 'succeeded job-1'],
    ending: ['idle', 'aborted job-1'],
  },
};

for (const event of Object.keys(ORDERS) as OrderEvent[]) {
  for (const phase of Object.keys(JOBS) as JobPhase[]) {
    test(`${event} to a node that is ${phase}`, () => {
      const step = jobStep(JOBS[phase], INPUTS[event]);
      const done = step?.effects.map((effect) =>
        effect.type === 'send' ? `${effect.content.type} ${effect.content.jobId}` : effect.type,
      );
      assert.deepEqual([step?.job.phase ?? phase, ...(done ?? [])], WANTED[event][phase]);
    });
  }
}

test('a command that ends badly, by a signal, or cannot be started has failed', () => {
  for (const exitCode of [1, 127, null]) {
    const step = jobStep(JOBS.running, { type: 'commandEnded', jobId: 'job-1', result: { exitCode } });
    assert.deepEqual(step?.effects, [{ type: 'send', content: { type: 'failed', jobId: 'job-1' } }]);
  }
});

test('the end of a command that is forgotten does nothing', () => {
  const input: VirtualNodeInput = { type: 'commandEnded', jobId: 'job-0', result: { exitCode: 0 } };
  assert.equal(jobStep(JOBS.running, input), undefined);
});
