import { type Cell, nothing, quietRehab, rehab, runComplete, runStart } from './cell.ts';
import type { NodeInput } from './job-input.ts';
import type { NodePhase } from './job-state.ts';

export type RunningInput = NodeInput | 'run_timer';
export type RunningPhase = Exclude<NodePhase, 'new'>;

const crash: Cell = { next: 'crashed', emits: [rehab, runComplete('crashed')] };
const late: Cell = { emits: [rehab, runComplete('client_died_while_running')] };
const timeOut: Cell = { next: 'timed_out', emits: [quietRehab] };

const unexpected: Readonly<Record<RunningPhase, Cell>> = { ready: crash, running: crash, terminal: late };

/** What comes from a node while its job is running. Source: protocol §6, second table. */
export const RUNNING: Readonly<Record<RunningInput, Readonly<Record<RunningPhase, Cell>>>> = {
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
};
