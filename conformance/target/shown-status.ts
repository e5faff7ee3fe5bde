import type { DialectName } from '../../protocol/dialect-name.ts';
import type { NodeJobStatus } from '../../protocol/node-job-status.ts';

/** What a scenario knows of a node's past in a job: the documentation tells by it apart what the protocol's words do not. */
export interface NodePast {
  /** The feed has told that its command started. */
  readonly started: boolean;
  /** The feed has told that it went down while the job was voting. */
  readonly wentDown: boolean;
  /** The feed has told that it voted, yes or no. */
  readonly voted: boolean;
  /** What the node itself has said of the job, first to last. */
  readonly said: readonly string[];
  /** The server was restarted while the job was in progress, and nobody has asked the node since. */
  readonly jobCrashed: boolean;
}

type Words = (past: NodePast) => readonly string[];

const only = (word: string): Words => {
  const words = [word];
  return () => words;
};

/**
 * The documentation's words that hold for a node with this status; more than one where it leaves open which. It says of
 * nodes that are up and out of the job no more than which of its words comes nearest, and a server may choose there.
 * Source: seeds, jobs/ID, `nodes`; protocol §2.
 */
const DOCUMENTED: Readonly<Record<NodeJobStatus, Words>> = {
  new: only('new'),
  ready: only('ready'),
  running: only('running'),
  succeeded: only('complete'),
  failed: ({ started, said }) => {
    if (said.find((word) => word === 'failed' || word === 'nack_run') !== 'nack_run') return ['complete'];
    return started ? ['aborted', 'crashed', 'nacked'] : ['nacked'];
  },
  crashed: ({ started, said, jobCrashed }) => {
    const isUp = said.some((word) => word !== 'ack_commit' && word !== 'ack_run');
    if (started) return isUp || jobCrashed ? ['crashed', 'aborted'] : ['crashed'];
    if (!isUp) return ['unavailable'];
    return said.includes('nack_commit') ? ['unavailable', 'crashed', 'nacked'] : ['unavailable', 'crashed'];
  },
  was_ready: ({ jobCrashed }) => (jobCrashed ? ['ready', 'unavailable'] : ['ready']),
  timed_out: ({ started }) => (started ? ['aborted'] : ['ready', 'unavailable', 'aborted']),
  unavailable: ({ said, wentDown, voted }) => {
    if (!wentDown && !voted) return ['unavailable', 'new'];
    return said.includes('nack_commit') ? ['unavailable', 'nacked'] : ['unavailable'];
  },
  nacked: only('nacked'),
  aborted: only('aborted'),
};

/** The words under which `GET jobs/ID` may list a node; never none. */
export function acceptedNodeStatuses(
  dialect: DialectName,
  status: NodeJobStatus,
  past: NodePast,
): readonly string[] {
  return dialect === 'documented' ? DOCUMENTED[status](past) : [status];
}

/** The words for a job's status. The documentation knows no crashed job: one that a crash ended is aborted to it. */
export function acceptedJobStatuses(dialect: DialectName, status: string): readonly string[] {
  return dialect === 'documented' && status === 'crashed' ? ['crashed', 'aborted'] : [status];
}
