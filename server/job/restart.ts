import type { NodeJobStatus } from '../../protocol/node-job-status.ts';

/** What becomes of the nodes of a job that a restart of the server makes `crashed`; the others stay as they are. */
export type AfterRestart = Readonly<Partial<Record<NodeJobStatus, NodeJobStatus>>>;

/** Nobody answers for the job any more: who had not begun to run it does not. Source: protocol §6. */
export const AFTER_RESTART: AfterRestart = {
  new: 'unavailable',
  ready: 'was_ready',
  running: 'crashed',
};
