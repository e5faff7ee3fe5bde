/** How a job came out, in the words of protocol §6 and three of ours: not taken, not seen to its end, forgotten. */
export type JobEnd =
  | 'complete'
  | 'quorum_failed'
  | 'timed_out'
  | 'aborted'
  | 'crashed'
  | 'refused'
  | 'unfinished';

/** A job as it was seen from outside. */
export interface JobOutcome {
  readonly label: string;
  /** The name that the file gives it: many starts may have it. */
  readonly job: string;
  readonly end: JobEnd;
  /** Why it was not taken, or could not be followed. */
  readonly error?: string;
  readonly nodes: number;
  /** What became of the command on the nodes, by group. */
  readonly runs: readonly GroupRuns[];
  /** Nodes that were unavailable by the feed: down, lost, or without a vote in time. */
  readonly unavailable: number;
  /** What is wrong with the order of its feed, so far as it was read. */
  readonly feedFaults?: readonly string[];
  /** From the request to its answer. */
  readonly startSeconds?: number;
  readonly jobSeconds?: number;
}

/** What became of a job's command on the nodes of one group. */
export interface GroupRuns {
  /** Absent for nodes that are of none. */
  readonly group?: string;
  readonly succeeded: number;
  /** Nodes on which the command was started, and failed, crashed, timed out or was aborted. */
  readonly runsFailed: number;
  /** From the start to each vote. */
  readonly voteSeconds: readonly number[];
  /** From each start of the command to its end. */
  readonly runSeconds: readonly number[];
}

/** Nodes on which the command succeeded. */
export function succeededIn({ runs }: Pick<JobOutcome, 'runs'>): number {
  return runs.reduce((sum, { succeeded }) => sum + succeeded, 0);
}
