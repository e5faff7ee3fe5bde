import { nothing, quietRehab, rehab, runComplete, runStart, type TransitionCell } from './cell.ts';
import type { JobNodeInput } from './job-input.ts';
import type { JobNodePhase } from './job-node-phase.ts';

export type RunningInput = JobNodeInput | 'run_timer' | 'cancelled';
export type RunningPhase = Exclude<JobNodePhase, 'new'>;

const crash: TransitionCell = { next: 'crashed', emits: [rehab, runComplete('crashed')] };
const late: TransitionCell = { emits: [rehab, runComplete('client_died_while_running')] };
const timeOut: TransitionCell = { next: 'timed_out', emits: [quietRehab] };

const unexpected: Readonly<Record<RunningPhase, TransitionCell>> = {
  ready: crash,
  running: crash,
  terminal: late,
};

/** What comes from a node while its job is running. Source: protocol §6, second table. */
export const RUNNING: Readonly<Record<RunningInput, Readonly<Record<RunningPhase, TransitionCell>>>> = {
  ack_run: {
    ready: { next: 'running', emits: [runStart] },
    running: nothing,
    // the completion first: `ack_run` is the exception
    terminal: { emits: [runComplete('client_died_while_running'), rehab] },
  },
  nack_run: {
    ready: { next: 'failed', emits: [rehab, runComplete('run_nacked')] },
    running: { next: 'failed', emits: [rehab, runComplete('run_nacked_while_running')] },
    terminal: late,
  },
  succeeded: {
    ready: crash,
    running: { next: 'succeeded', emits: [runComplete('success')] },
    terminal: late,
  },
  failed: {
    ready: crash,
    running: { next: 'failed', emits: [runComplete('failure')] },
    terminal: late,
  },
  down: unexpected,
  ack_commit: unexpected,
  nack_commit: unexpected,
  aborted: unexpected,
  run_timer: {
    ready: timeOut,
    running: timeOut,
    terminal: nothing,
  },
  cancelled: {
    ready: { next: 'was_ready', emits: [quietRehab] },
    running: { next: 'aborted', emits: [quietRehab] },
    terminal: nothing,
  },
};
