/** A node's status inside one job; all but `new`, `ready` and `running` are final. Source: protocol §6. */
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
