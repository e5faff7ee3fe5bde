import type { CommitMessage } from '../../protocol/wire/commit.ts';
import type { Script } from '../commands/command.ts';
import type { VirtualNodeInput } from './inputs.ts';
import { type JobAct, jobEventOf, ORDERS } from './orders.ts';
import type { NodeMessage, VirtualNodeEffect } from './planned.ts';
import { IDLE, type JobInHand, type JobPhase, jobIdOf } from './state.ts';

/** How a healthy node runs a command: at once, silently, and well. */
export const SCRIPT: Script = { by: 'script', afterMs: 0, exitCode: 0, stdout: '', stderr: '' };

/** A job as it is afterwards, and what is done about it. */
export interface JobStep {
  readonly job: JobInHand;
  readonly effects: readonly VirtualNodeEffect[];
}

/** Looks the cell up; undefined where the input has nothing to do with jobs. */
export function jobStep(job: JobInHand, input: VirtualNodeInput): JobStep | undefined {
  const event = jobEventOf(input, job);
  if (event === undefined) return undefined;
  const { next, acts } = ORDERS[event][job.phase];
  return {
    job: next === undefined ? job : enter(next, job, input),
    effects: acts.map((act) => plan(act, job, input)),
  };
}

function enter(phase: JobPhase, job: JobInHand, input: VirtualNodeInput): JobInHand {
  if (phase === 'idle') return IDLE;
  if (phase === 'committed') {
    if (input.type !== 'commitChecked') throw new Error(`${input.type} cannot commit a node`);
    return { phase, order: input.order, commandLine: input.commandLine };
  }
  if (job.phase === 'idle') throw new Error(`an idle node cannot be ${phase}`);
  return { phase, order: job.order };
}

function plan(act: JobAct, job: JobInHand, input: VirtualNodeInput): VirtualNodeEffect {
  switch (act) {
    case 'check_commit':
      return { type: 'checkCommit', order: orderOf(input), by: 'script' };
    case 'ack_commit':
    case 'nack_commit':
      return { type: 'send', content: { type: act, jobId: orderOf(input).jobId } };
    case 'ack_run':
    case 'nack_run':
      if (input.type !== 'run') throw new Error(`${input.type} cannot be answered ${act}`);
      return { type: 'send', content: { type: act, jobId: input.jobId } };
    case 'start_command':
      if (job.phase !== 'committed') throw new Error(`a node that is ${job.phase} cannot start a command`);
      return { type: 'runCommand', order: job.order, commandLine: job.commandLine, how: SCRIPT };
    case 'kill_command':
      if (job.phase === 'idle') throw new Error('an idle node has no command to kill');
      return { type: 'killCommand', jobId: job.order.jobId };
    case 'aborted':
      return { type: 'send', content: { type: 'aborted', jobId: jobIdOf(job) } };
    case 'result':
      return { type: 'send', content: result(input) };
  }
}

function orderOf(input: VirtualNodeInput): CommitMessage {
  if (input.type !== 'commit' && input.type !== 'commitChecked')
    throw new Error(`${input.type} has no order`);
  return input.order;
}

function result(input: VirtualNodeInput): NodeMessage {
  if (input.type !== 'commandEnded') throw new Error(`${input.type} is not the end of a command`);
  const { exitCode, output } = input.result;
  const type = exitCode === 0 ? 'succeeded' : 'failed';
  return output === undefined ? { type, jobId: input.jobId } : { type, jobId: input.jobId, output };
}
