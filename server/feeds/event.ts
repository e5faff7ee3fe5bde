/** The events of a job's feed, in no dialect. Source: protocol §6 and §7. */
export type JobEvent = StartEvent | NodeEvent | QuorumSucceededEvent | JobCompleteEvent;

/** Those about one node. */
export type NodeEvent = QuorumVoteEvent | RunStartEvent | RunCompleteEvent | RehabEvent;

/** Never holds the file, nor the list of nodes. */
export interface StartEvent {
  readonly name: 'start';
  readonly command: string;
  readonly runTimeoutSeconds: number;
  readonly quorum: number;
  readonly nodeCount: number;
  /** Who asked for the job. */
  readonly user: string;
  /** Whom the command runs as. */
  readonly jobUser?: string;
  readonly dir?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly fileSpecified: boolean;
  readonly capture: boolean;
}

export type VoteStatus =
  | 'success'
  | 'failure'
  | 'down'
  | 'unexpected_commit'
  | 'lost_availibility'
  | 'client_died_while_voting'
  | 'voting_timeout';

export interface QuorumVoteEvent {
  readonly name: 'quorum_vote';
  readonly node: string;
  readonly status: VoteStatus;
}

export interface QuorumSucceededEvent {
  readonly name: 'quorum_succeeded';
}

export interface RunStartEvent {
  readonly name: 'run_start';
  readonly node: string;
}

export type RunCompleteStatus =
  | 'success'
  | 'failure'
  | 'crashed'
  | 'run_nacked'
  | 'run_nacked_while_running'
  | 'client_died_while_running';

export interface RunCompleteEvent {
  readonly name: 'run_complete';
  readonly node: string;
  readonly status: RunCompleteStatus;
}

export interface RehabEvent {
  readonly name: 'rehab';
  readonly node: string;
}

/** How a job can end. Source: protocol §6. */
export type JobEndStatus = 'complete' | 'quorum_failed' | 'timed_out' | 'aborted' | 'crashed';

export interface JobCompleteEvent {
  readonly name: 'job_complete';
  readonly status: JobEndStatus;
}

/** The events of an organisation's feed: the first and the last of each job, with the job's id. */
export type OrgEvent = (StartEvent | JobCompleteEvent) & { readonly job: string };

/** An event at its place in one feed. */
export interface NumberedEvent<E> {
  /** Counts from 1 in each feed. */
  readonly number: number;
  /** Microseconds since the Unix epoch, strictly rising within a feed. */
  readonly timestampMicros: number;
  readonly event: E;
}
