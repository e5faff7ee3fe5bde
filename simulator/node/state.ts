import type { HeartbeatState } from '../../protocol/wire/client-message.ts';
import type { CommitMessage } from '../../protocol/wire/commit.ts';

/** `away`: no process. `starting`: it has no sockets yet. `connected`: it has a config and its sockets. */
export type LifePhase = 'away' | 'starting' | 'connected';

/** The job a node has in hand. `ending` is a running one whose command was told to stop and has not stopped yet. */
export type JobInHand =
  | { readonly phase: 'idle' }
  | { readonly phase: 'committed'; readonly order: CommitMessage; readonly commandLine: string }
  | { readonly phase: 'running'; readonly order: CommitMessage }
  | { readonly phase: 'ending'; readonly order: CommitMessage };
export type JobPhase = JobInHand['phase'];

/** What a config asks of a node. Source: protocol §3 and §8. */
export interface NodeRules {
  readonly intervalMs: number;
  /** A server silent for more than this many of the node's own intervals is offline. */
  readonly offlineThreshold: number;
  /** More than this many server heartbeats later it is online again. */
  readonly onlineThreshold: number;
  /** The config is fetched anew after this time, less up to 10 %. */
  readonly lifetimeMs: number;
  readonly serverIncarnation: string;
}

/** A virtual node, all of it that decides what it does next. Immutable. */
export interface VirtualNodeState {
  readonly life: LifePhase;
  readonly rules: NodeRules | undefined;
  /** It believes the server online. */
  readonly online: boolean;
  /** Own intervals since the last server heartbeat. */
  readonly missedIntervals: number;
  /** Server heartbeats since the server was thought offline. */
  readonly serverHeartbeats: number;
  /** The server's incarnation as last seen, in a config or a heartbeat. */
  readonly serverIncarnation: string | undefined;
  /** Anything has arrived on the command socket since it was opened. */
  readonly heard: boolean;
  /** Rounds of the poll loop since then. */
  readonly rounds: number;
  /** A config request is on its way, or waits to be tried again. */
  readonly configuring: boolean;
  /** It configures anew as soon as it has no job in hand. */
  readonly wantsConfig: boolean;
  /** Config requests that failed in a row. */
  readonly configFailures: number;
  readonly job: JobInHand;
}

export const IDLE: JobInHand = { phase: 'idle' };

/** A node whose process does not run. */
export const AWAY_NODE: VirtualNodeState = {
  life: 'away',
  rules: undefined,
  online: false,
  missedIntervals: 0,
  serverHeartbeats: 0,
  serverIncarnation: undefined,
  heard: false,
  rounds: 0,
  configuring: false,
  wantsConfig: false,
  configFailures: 0,
  job: IDLE,
};

/** Id of the job in hand, null for none. */
export function jobIdOf(job: JobInHand): string | null {
  return job.phase === 'idle' ? null : job.order.jobId;
}

/** What a heartbeat says of the job in hand: a command that is being stopped still runs. */
export function jobStateOf(job: JobInHand): HeartbeatState {
  return job.phase === 'ending' ? 'running' : job.phase;
}
