import type { JobAnswer } from '../protocol/client/api.ts';
import type { NodeState } from '../protocol/client/job-progress.ts';
import type { JobStatus } from '../server/job/job-record.ts';

/**
 * A job as the server shows it. The words for the statuses of its nodes are the dialect's: `documented` calls `complete` who
 * ran to the end. Source: protocol §2 and §6; what a server really answers is not checked.
 */
export type ShownJob = Omit<JobAnswer, 'status' | 'nodes'> & {
  readonly status: JobStatus;
  /** Names of nodes by their status; a status that no node has is left out. */
  readonly nodes: { readonly [State in NodeState]?: readonly string[] };
};
