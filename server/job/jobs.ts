import type { Logger } from 'pino';
import type { Clock } from '../../protocol/time/clock.ts';
import type { Feeds } from '../feeds/feeds.ts';
import type { Nodes } from '../node/nodes.ts';
import type { ServerQuirks } from '../quirks/choose-quirks.ts';
import type { Organisation, Store } from '../store/store.ts';
import type { EffectTargets } from './effects.ts';
import type { CapturedOutput, JobMessageType } from './job-input.ts';
import type { JobMetrics } from './job-metrics.ts';
import type { JobPage, JobRecord, JobRequest, JobSummary } from './job-record.ts';

export type { CapturedOutput, JobMessageType } from './job-input.ts';

/** All jobs: those in memory are driven here, those that have ended are read from the store. */
export interface Jobs {
  readonly feeds: Feeds;
  /** To be awaited before the first job: what an earlier life of the server left unfinished becomes `crashed`. Gives how many. */
  recover(): Promise<number>;
  /** Resolves when the job is stored; voting has then begun. Rejects when it cannot be stored, or the server stops. */
  start(org: Organisation, requestedBy: string, request: JobRequest): Promise<JobSummary>;
  /** Stores a job that has crashed before it began, and drives it nowhere. */
  storeCrashed(org: Organisation, requestedBy: string, request: JobRequest): Promise<JobSummary>;
  /**
   * Ends a job that is in progress, as `aborted`: its nodes are told to drop it. Resolves when that is stored; false where
   * the organisation has no such job in progress.
   */
  cancel(org: string, id: string, by: string): Promise<boolean>;
  /** The name of the organisation that a job belongs to. */
  organisationOf(id: string): Promise<string | undefined>;
  get(org: string, id: string): Promise<JobRecord | undefined>;
  /** Of a job in memory: another one whenever what `get` gives has changed. */
  stamp(org: string, id: string): string | undefined;
  /** Oldest first, or as the page says; of the jobs that have left memory without their nodes and files. Default of `page`: all. */
  list(org: string, page?: JobPage): Promise<readonly JobSummary[]>;
  /** Oldest first, or as the page says. */
  ids(org: string, page?: JobPage): Promise<readonly string[]>;
  /** What the node's command wrote; `undefined` where nothing was captured, or the job is not this organisation's. */
  output(org: string, id: string, node: string, channel: 'stdout' | 'stderr'): Promise<Buffer | undefined>;
  /** Ids of the jobs in memory: those in progress, and those that ended a moment ago. */
  inMemory(): readonly string[];
  /** Whether a node may have the job in hand: it is voting or running. */
  isRunning(org: string, id: string): boolean;
  /** Whether the job is in progress and the node's part in it is not over. */
  awaits(org: string, node: string, jobId: string): boolean;
  /** Hands a node's message to its job. False: no such job in progress, or the node is not one of its nodes. */
  nodeMessage(
    org: string,
    node: string,
    jobId: string,
    type: JobMessageType,
    output?: CapturedOutput,
  ): boolean;
  /** Tells every job in progress that the node's life has ended. */
  nodeDown(org: string, node: string): void;
  /** Stops timers and feeds. Unfinished jobs stay as they are stored, and become `crashed` at the next start. */
  stop(): Promise<void>;
}

export interface JobSettings {
  readonly votingTimeoutMs: number;
  /** How long an ended job stays in memory, so that its feed can be read. */
  readonly waitCompleteMs: number;
  /** How long the organisation feed records an event. */
  readonly orgFeedExpirationMs: number;
  /** Bytes of jobs that are over and in memory, and of the events that an organisation's feed records. */
  readonly maxHistoryBytes: number;
}

export interface JobsOptions extends Pick<EffectTargets, 'onHalfOutput' | 'onDroppedOutput'> {
  readonly nodes: Pick<Nodes, 'isAvailable' | 'sendMany' | 'rehab'>;
  readonly store: Pick<Store, 'jobs' | 'outputs' | 'flushed'>;
  readonly clock: Clock;
  readonly settings: JobSettings;
  /** Default: none. */
  readonly quirks?: ServerQuirks;
  readonly serverName: string;
  readonly log: Logger;
  readonly metrics?: JobMetrics;
}
