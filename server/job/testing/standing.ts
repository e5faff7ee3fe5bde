import type { NodeJobStatus } from '../../../protocol/node-job-status.ts';
import { PHASE } from '../job-node-phase.ts';
import type { JobRecord } from '../job-record.ts';
import type { NodeEnd, NodeInJob } from '../node-in-job.ts';

/** Where a node stands that has this status and whose past is of no interest: it has started where it must have. */
export function standing(status: NodeJobStatus, endedBy: NodeEnd = 'down'): NodeInJob {
  const started = status === 'running' || status === 'succeeded';
  return { status, started, ...(PHASE[status] === 'terminal' && { endedBy }) };
}

/** The nodes of a job with their statuses alone. */
export function statusesOf(
  nodes: JobRecord['nodes'] = [],
): readonly (readonly [node: string, status: NodeJobStatus])[] {
  return [...nodes].map(([node, { status }]) => [node, status]);
}
