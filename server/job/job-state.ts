import type { NodeJobStatus } from '../../protocol/node-job-status.ts';
import { type JobNodePhase, PHASE } from './job-node-phase.ts';
import type { JobRequest, JobStatus } from './job-record.ts';
import { type NodeEnd, type NodeInJob, sharedStanding } from './node-in-job.ts';
import { NodesInJob } from './nodes-in-job.ts';

/** What a job is and where it stands; never changed, only replaced. */
export interface JobState {
  readonly id: string;
  readonly requestedBy: string;
  readonly request: JobRequest;
  readonly votingTimeoutMs: number;
  readonly status: JobStatus;
  readonly nodes: NodesInJob;
  /** How many nodes are in each phase. */
  readonly counts: Readonly<Record<JobNodePhase, number>>;
}

export type NewJobState = Pick<JobState, 'id' | 'requestedBy' | 'request' | 'votingTimeoutMs'> & {
  /** Where they stand as stored, new or already away. Default: all are new. */
  readonly nodes?: NodesInJob;
};

export function newJobState(job: NewJobState): JobState {
  const nodes = job.nodes ?? NodesInJob.unheard(job.request.nodes);
  const counts = { new: 0, ready: 0, running: 0, terminal: 0 };
  for (const { status } of nodes.values()) counts[PHASE[status]] += 1;
  return { ...job, status: 'new', nodes, counts };
}

/** Where a node stands after an input that gives it another status. */
export function nodeAfter({ started }: NodeInJob, status: NodeJobStatus, input: NodeEnd): NodeInJob {
  const phase = PHASE[status];
  return sharedStanding(status, started || phase === 'running', phase === 'terminal' ? input : undefined);
}

/** The same job with nodes that stood alike standing elsewhere, alike. */
export function withNodes(
  job: JobState,
  nodes: readonly string[],
  before: NodeInJob,
  stands: NodeInJob,
): JobState {
  const counts = { ...job.counts };
  counts[PHASE[before.status]] -= nodes.length;
  counts[PHASE[stands.status]] += nodes.length;
  return { ...job, nodes: job.nodes.with(nodes, stands), counts };
}

/** The nodes in one phase, in the order of the request. Walks all nodes: for turning points, not for messages. */
export function nodesIn(job: JobState, phase: JobNodePhase): readonly string[] {
  return job.counts[phase] === 0 ? [] : job.nodes.named(({ status }) => PHASE[status] === phase);
}

/** Whether messages of nodes still count. */
export function isInProgress(status: JobStatus): boolean {
  return status === 'voting' || status === 'running';
}
