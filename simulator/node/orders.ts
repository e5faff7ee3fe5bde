import type { VirtualNodeInput } from './inputs.ts';
import type { JobInHand, JobPhase } from './state.ts';

/** What can happen to the job in hand. */
export type OrderEvent =
  | 'commit'
  | 'commit_accepted'
  | 'commit_refused'
  | 'run'
  | 'run_of_another_job'
  | 'abort'
  | 'command_ended';

/** What a node does about it, in this order. */
export type JobAct =
  | 'check_commit'
  | 'ack_commit'
  | 'nack_commit'
  | 'start_command'
  | 'ack_run'
  | 'nack_run'
  | 'kill_command'
  | 'result'
  | 'aborted';

/** Next phase, where it changes, and the acts. */
export interface JobCell {
  readonly next?: JobPhase;
  readonly acts: readonly JobAct[];
}

const NOTHING: JobCell = { acts: [] };
const NACK_COMMIT: JobCell = { acts: ['nack_commit'] };
const NACK_RUN: JobCell = { acts: ['nack_run'] };

/** What a node does with its job. A node with a job in hand takes no other one. Source: protocol §8. */
export const ORDERS: Readonly<Record<OrderEvent, Readonly<Record<JobPhase, JobCell>>>> = {
  commit: {
    idle: { acts: ['check_commit'] },
    committed: NACK_COMMIT,
    running: NACK_COMMIT,
    ending: NACK_COMMIT,
  },
  commit_accepted: {
    idle: { next: 'committed', acts: ['ack_commit'] },
    committed: NACK_COMMIT,
    running: NACK_COMMIT,
    ending: NACK_COMMIT,
  },
  commit_refused: {
    idle: NACK_COMMIT,
    committed: NACK_COMMIT,
    running: NACK_COMMIT,
    ending: NACK_COMMIT,
  },
  run: {
    idle: NACK_RUN,
    committed: { next: 'running', acts: ['start_command', 'ack_run'] },
    running: NACK_RUN,
    ending: NACK_RUN,
  },
  run_of_another_job: {
    idle: NACK_RUN,
    committed: NACK_RUN,
    running: NACK_RUN,
    ending: NACK_RUN,
  },
  abort: {
    idle: { acts: ['aborted'] },
    committed: { next: 'idle', acts: ['aborted'] },
    // the answer waits for the command's end, so that the next job never meets what is left of this one
    running: { next: 'ending', acts: ['kill_command'] },
    ending: NOTHING,
  },
  command_ended: {
    idle: NOTHING,
    committed: NOTHING,
    running: { next: 'idle', acts: ['result'] },
    ending: { next: 'idle', acts: ['aborted'] },
  },
};

/** Which of these an input is, or undefined where it has nothing to do with jobs. */
export function jobEventOf(input: VirtualNodeInput, job: JobInHand): OrderEvent | undefined {
  const inHand = job.phase === 'idle' ? undefined : job.order.jobId;
  switch (input.type) {
    case 'commit':
    case 'abort':
      return input.type;
    case 'commitChecked':
      return input.refusal === undefined ? 'commit_accepted' : 'commit_refused';
    case 'run':
      return inHand === undefined || input.jobId === inHand ? 'run' : 'run_of_another_job';
    case 'commandEnded':
      // the end of a command that a crash or an abort has already forgotten
      return input.jobId === inHand ? 'command_ended' : undefined;
    default:
      return undefined;
  }
}
