import { Map as ImmutableMap } from 'immutable';
import type { NodeJobStatus } from '../../protocol/node-job-status.ts';
import type { JobRequest, JobStatus } from './job-record.ts';
import { type NodeEnd, type NodeInJob, UNHEARD } from './node-in-job.ts';

/** How far a node is in a job, as the tables see it. */
export type JobNodePhase = 'new' | 'ready' | 'running' | 'terminal';

export const PHASE: Readonly<Record<NodeJobStatus, JobNodePhase>> = {
  new: 'new',
  ready: 'ready',
  running: 'running',
  succeeded: 'terminal',
  failed: 'terminal',
  aborted: 'terminal',
  unavailable: 'terminal',
  nacked: 'terminal',
  crashed: 'terminal',
  was_ready: 'terminal',
  timed_out: 'terminal',
};

/** What a job is and where it stands; never changed, only replaced. */
export interface JobState {
  readonly id: string;
  readonly requestedBy: string;
  readonly request: JobRequest;
  readonly votingTimeoutMs: number;
  readonly status: JobStatus;
  /** Shares its unchanged parts with the states before it, so that a message costs the same in a job of any size. */
  readonly nodes: ImmutableMap<string, NodeInJob>;
  /** How many nodes are in each phase. */
  readonly counts: Readonly<Record<JobNodePhase, number>>;
}

export type NewJobState = Pick<JobState, 'id' | 'requestedBy' | 'request' | 'votingTimeoutMs'>;

export function newJobState(job: NewJobState): JobState {
  const nodes = ImmutableMap(job.request.nodes.map((node) => [node, UNHEARD]));
  return { ...job, status: 'new', nodes, counts: { new: nodes.size, ready: 0, running: 0, terminal: 0 } };
}

/** Where a node stands after an input that gives it another status. */
export function nodeAfter({ started }: NodeInJob, status: NodeJobStatus, input: NodeEnd): NodeInJob {
  const phase = PHASE[status];
  return {
    status,
    started: started || phase === 'running',
    ...(phase === 'terminal' && { endedBy: input }),
  };
}

/** The same job with one node standing elsewhere. */
export function withNode(job: JobState, node: string, stands: NodeInJob): JobState {
  const before = job.nodes.get(node);
  if (before === undefined) throw new Error(`job ${job.id} has no node ${node}`);
  const counts = { ...job.counts };
  counts[PHASE[before.status]] -= 1;
  counts[PHASE[stands.status]] += 1;
  return { ...job, nodes: job.nodes.set(node, stands), counts };
}

/** The nodes in one phase, in the order of the request. Walks all nodes: for turning points, not for messages. */
export function nodesIn(job: JobState, phase: JobNodePhase): readonly string[] {
  return job.request.nodes.filter((node) => {
    const stands = job.nodes.get(node);
    return stands !== undefined && PHASE[stands.status] === phase;
  });
}

/** Whether messages of nodes still count. */
export function isInProgress(status: JobStatus): boolean {
  return status === 'voting' || status === 'running';
}
