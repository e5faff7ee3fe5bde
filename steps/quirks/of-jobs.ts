import type { NodeJobStatus } from '../../protocol/node-job-status.ts';

// What job resources show of a quirk of their server. Pure: each is true of nothing that is as it must be.

/** The same jobs, and not in the wanted order. Source: protocol §10, `unordered-list`. */
export function isUnordered(ids: readonly string[], wanted: readonly string[]): boolean {
  return ids.join() !== wanted.join() && ids.toSorted().join() === wanted.toSorted().join();
}

/** What a server that forgets them leaves a node as, by what becomes of it at others. */
const FORGOTTEN: Partial<Record<NodeJobStatus, NodeJobStatus>> = { unavailable: 'new', was_ready: 'ready' };

/**
 * The status that a node keeps for ever in a job that crashed with a restart; undefined where the quirk changes nothing.
 * Source: protocol §10, `restart-forgets-votes`.
 */
export function forgottenStatus(status: NodeJobStatus): NodeJobStatus | undefined {
  return FORGOTTEN[status];
}

/** Output as it was wanted and as it was found. */
export interface FoundOutput {
  /** What the channel that is asked for has to have. */
  readonly wanted: string;
  /** Neither channel is there. */
  readonly isMissing: boolean;
}

/** Whether output is missing for the NUL in it. Source: protocol §10, `nul-in-output`. */
export function isMissingForNul({ wanted, isMissing }: FoundOutput): boolean {
  return isMissing && wanted.includes('\0');
}
