import type { NodeJobStatus } from '../../protocol/node-job-status.ts';
import { formatHttpDate } from '../../protocol/time/dates.ts';
import type { JobRecord, JobSummary } from '../job/job-record.ts';
import type { NodeInJob } from '../job/node-in-job.ts';
import type { Body } from './dialect.ts';

/** The order in which a job's nodes are shown, by the status they are shown under. */
const SHOWN_ORDER: readonly NodeJobStatusShown[] = [
  'new',
  'ready',
  'running',
  'complete',
  'succeeded',
  'failed',
  'aborted',
  'unavailable',
  'nacked',
  'crashed',
  'was_ready',
  'timed_out',
];

/** A node's status as a dialect may name it. */
export type NodeJobStatusShown = NodeJobStatus | 'complete';

/** When a job was made, and when it entered its present status. */
export function jobDates({ createdAtMs, updatedAtMs }: JobSummary): Body {
  return { created_at: formatHttpDate(createdAtMs), updated_at: formatHttpDate(updatedAtMs) };
}

/** Whom and where the command runs as, where that was asked for. */
export function jobPlace({ request }: JobSummary): Body {
  return {
    ...(request.user !== undefined && { user: request.user }),
    ...(request.dir !== undefined && { dir: request.dir }),
  };
}

/** `capture_output` is shown only when it is true. */
export function jobCapture({ request }: JobSummary): Body {
  return request.captureOutput ? { capture_output: true } : {};
}

/** Names of nodes under the status they are shown with; a status that no node has is left out. */
export function nodesByStatus(
  nodes: JobRecord['nodes'],
  shownAs: (stands: NodeInJob) => NodeJobStatusShown,
): Readonly<Record<string, readonly string[]>> {
  const groups = new Map<NodeJobStatusShown, string[]>();
  for (const [node, stands] of nodes) {
    const shown = shownAs(stands);
    const group = groups.get(shown);
    if (group) group.push(node);
    else groups.set(shown, [node]);
  }
  const body: Record<string, readonly string[]> = {};
  for (const status of SHOWN_ORDER) {
    const group = groups.get(status);
    if (group) body[status] = group;
  }
  return body;
}
