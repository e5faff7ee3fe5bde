import type { NodeJobStatus } from '../../protocol/node-job-status.ts';

/** How far a node is in a job, as the tables see it. */
export type JobNodePhase = 'new' | 'ready' | 'running' | 'terminal';

/** By a node's status in a job. */
export const PHASE: Readonly<Record<NodeJobStatus, JobNodePhase>> = {
  new: 'new',
  ready: 'ready',
  running: 'running',
  succeeded: 'terminal',
  failed: 'terminal',
  aborted: 'terminal',
  unavailable: 'terminal',
  nacked: 'terminal',
  crashed: 'terminal',
  was_ready: 'terminal',
  timed_out: 'terminal',
};
