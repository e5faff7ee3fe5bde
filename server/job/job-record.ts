import type { NodesAndStandings } from './nodes-in-job.ts';

/** A job's status; the last five are final. Source: protocol §6. */
export type JobStatus =
  | 'new'
  | 'voting'
  | 'running'
  | 'complete'
  | 'quorum_failed'
  | 'timed_out'
  | 'aborted'
  | 'crashed';

/** What was asked for, checked: no node is named twice, numbers are whole and not negative. */
export interface JobRequest {
  readonly command: string;
  readonly nodes: readonly string[];
  readonly runTimeoutSeconds: number;
  readonly quorum: number;
  /** Whom to run the command as. */
  readonly user?: string;
  readonly dir?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** With its prefix, `raw:` or `base64:`. */
  readonly file?: string;
  readonly captureOutput: boolean;
}

/** A job without the statuses of its nodes. */
export interface JobSummary {
  /** 32 lower-case hex digits. */
  readonly id: string;
  /** The organisation's name. */
  readonly org: string;
  /** The principal who started the job. */
  readonly requestedBy: string;
  readonly createdAtMs: number;
  /** When the job entered its present status; changes of its nodes do not touch it. */
  readonly updatedAtMs: number;
  readonly status: JobStatus;
  /** In a list of jobs `nodes` may be left empty. */
  readonly request: JobRequest;
}

/** A part of the list of jobs. An extension of ours. */
export interface JobPage {
  /** At most so many, 1 and above. */
  readonly limit: number;
  readonly newestFirst: boolean;
  /** Id of the job that it begins behind, in its own order; one that the organisation does not have gives an empty page. */
  readonly after?: string;
}

/** A job with its nodes, in the order in which the request names them. */
export interface JobRecord extends JobSummary {
  /** Gives the same as often as it is gone through. */
  readonly nodes: NodesAndStandings;
}
