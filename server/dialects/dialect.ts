import type { DialectName } from '../../protocol/dialect-name.ts';
import type { JobEvent, NumberedEvent, OrgEvent } from '../feeds/event.ts';
import type { JobRecord, JobSummary } from '../job/job-record.ts';

/** A JSON object as it is sent; its keys are in the order in which they are shown. */
export type Body = Readonly<Record<string, unknown>>;

/** What is known of a node, in no dialect. */
export interface NodeView {
  readonly name: string;
  readonly heartbeating: boolean;
  /** Heartbeating and out of rehab. */
  readonly available: boolean;
  /** In its first rehab. */
  readonly isNew: boolean;
  /** When it last began or ceased to heartbeat; `undefined` for a node never seen. */
  readonly changedAtMs: number | undefined;
}

export interface JobBodyOptions {
  /** Show the file itself. */
  readonly includeFile: boolean;
}

/** What `GET jobs` shows of each job. */
export type JobListShape =
  | { readonly of: 'ids'; body(ids: readonly string[]): unknown }
  | { readonly of: 'summaries'; body(jobs: readonly JobSummary[]): unknown };

/**
 * Where a reader says it stopped: after the event of this number, or at the last event that the feed of a job will ever
 * have, and then it is told not to come again.
 */
export type FeedPlace = number | 'end';

/** The ids of the events of one feed. */
export interface EventIds {
  of(event: NumberedEvent<JobEvent>): string;
  /** The id of the one event that is left of a job's feed. */
  readonly summary: string;
  /** The id of the event that stands for all that is no longer recorded. */
  readonly startOfHistory: string;
  /** `undefined` for an id that is none of this feed's. The event may never have been. */
  place(id: string): FeedPlace | undefined;
}

/** Bodies, names and ids as one of the two kinds of Push Jobs server gives them. Source: protocol §2 and §7. */
export interface Dialect {
  readonly name: DialectName;
  /** What `WWW-Authenticate` says of how to sign. Source: protocol §1. */
  readonly challenge: string;
  /** Media types that stand in an example's `Accept` for what a feed, or an output, is really given as. */
  readonly exampleTypes: readonly string[];
  /** What is said of a request body of more bytes than these. Source: protocol §1. */
  tooLarge(maxBytes: number): Body;
  createdJob(job: { readonly id: string; readonly uri: string }): Body;
  job(job: JobRecord, options: JobBodyOptions): Body;
  readonly jobList: JobListShape;
  /** @param nodes every node ever seen, sorted by name */
  nodeStates(nodes: readonly NodeView[]): readonly Body[];
  /** `undefined` where there is no such resource. */
  nodeState(node: NodeView): Body | undefined;
  /** Whether it is the one that the OpenAPI document describes. */
  readonly isDescribed: boolean;
  /** Whether `connect/NODE` is offered. */
  readonly offersConnect: boolean;
  /** @param key names the feed among all feeds of all lives of the server */
  eventIds(feed: 'job' | 'org', key: string): EventIds;
  /** The data of an event of a job's feed. */
  jobEvent(event: NumberedEvent<JobEvent>): Body;
  /** The data of an event of an organisation's feed. */
  orgEvent(event: NumberedEvent<OrgEvent>): Body;
}
