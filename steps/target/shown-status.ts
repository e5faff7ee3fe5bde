import type { DialectName } from './target.ts';

/** The statuses of a node in a job, in the words of the protocol. Source: protocol §6. */
export type NodeJobStatus =
  | 'new'
  | 'ready'
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'aborted'
  | 'unavailable'
  | 'nacked'
  | 'crashed'
  | 'was_ready'
  | 'timed_out';

/** Where the documented dialect shows a status under another word. Source: protocol §2. */
const DOCUMENTED: Partial<Record<NodeJobStatus, string>> = {
  succeeded: 'complete',
  failed: 'complete',
  was_ready: 'ready',
  timed_out: 'aborted',
};

/** The word under which `GET jobs/ID` lists a node. */
export function shownStatus(dialect: DialectName, status: NodeJobStatus): string {
  return dialect === 'documented' ? (DOCUMENTED[status] ?? status) : status;
}
