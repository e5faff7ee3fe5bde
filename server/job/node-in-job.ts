import type { NodeJobStatus } from '../../protocol/node-job-status.ts';
import type { RunningInput } from './running.ts';
import type { VotingInput } from './voting.ts';

/** What can end a node's part in a job. */
export type NodeEnd = VotingInput | RunningInput | 'restart';

/**
 * Where a node stands in one job, and what of its past the status does not tell. The published documentation tells nodes
 * apart by it that have the same status in the protocol. Source: seeds, jobs/ID, `nodes`.
 */
export interface NodeInJob {
  readonly status: NodeJobStatus;
  /** Whether it has said that the command runs (`ack_run`). */
  readonly started: boolean;
  /** What ended its part in the job; absent while it is not over. */
  readonly endedBy?: NodeEnd;
}

const KNOWN = new Map<string, NodeInJob>();

/** A standing; all that are alike are the same object, since a job may have fifty thousand of them. */
export function sharedStanding(status: NodeJobStatus, started: boolean, endedBy?: NodeEnd): NodeInJob {
  const key = `${status} ${started} ${endedBy}`;
  let stands = KNOWN.get(key);
  if (stands === undefined) {
    stands = { status, started, ...(endedBy !== undefined && { endedBy }) };
    KNOWN.set(key, stands);
  }
  return stands;
}

/** A node that has not answered yet. */
export const UNHEARD: NodeInJob = sharedStanding('new', false);
