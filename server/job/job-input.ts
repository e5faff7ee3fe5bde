/** The messages of a node that belong to a job. Source: protocol §4. */
export type JobMessageType =
  | 'ack_commit'
  | 'nack_commit'
  | 'ack_run'
  | 'nack_run'
  | 'succeeded'
  | 'failed'
  | 'aborted';

/** What a node captured; one channel alone is not kept. */
export interface CapturedOutput {
  readonly stdout?: string;
  readonly stderr?: string;
}

/** What can come from a node: a message, or the news that its life has ended. */
export type JobNodeInput = JobMessageType | 'down';

/** Everything that can happen to a job. */
export type JobInput =
  | {
      readonly type: 'start' /** Nodes that may not take part now. */;
      readonly unavailable: readonly string[];
    }
  | {
      readonly type: 'node';
      readonly node: string;
      readonly what: JobNodeInput;
      readonly output?: CapturedOutput;
    }
  /** A node that has no part in the job sent something about it, to a server that such a message confuses. */
  | { readonly type: 'strangerSpoke' }
  | { readonly type: 'votingTimerFired' }
  | { readonly type: 'runTimerFired' }
  /** Somebody asked that it ends now. An extension of ours. */
  | { readonly type: 'cancel' };
