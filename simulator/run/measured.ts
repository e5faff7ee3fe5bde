import type { JobOutcome } from './job-outcome.ts';
import type { NodePlaces } from './places.ts';
import type { ServerCounts } from './server-counts.ts';

/** How things stood at a moment. */
export interface Sample {
  /** Since the start of the run. */
  readonly atSeconds: number;
  readonly nodes: NodePlaces;
  /** Nodes that are out of rehab and believe the server online, by group. */
  readonly online: Readonly<Record<string, number>>;
  readonly jobsUnderWay: number;
  /** Messages and commands of the nodes, counted from the start, as the next two. */
  readonly heartbeats: number;
  readonly votes: number;
  readonly runs: number;
  readonly serverRssMb?: number;
  readonly fleetRssMb?: number;
}

/** A job as the report lists it. */
export type ListedJob = Pick<JobOutcome, 'label' | 'end' | 'nodes' | 'error' | 'jobSeconds'> & {
  readonly succeeded: number;
  readonly startedAtSeconds: number;
};

/** The nodes of a fleet file. */
export interface Requested {
  readonly nodes: number;
  /** By name. */
  readonly groups: Readonly<Record<string, number>>;
}

/** What a look at the processes gives. */
export interface Looked {
  /** Memory of the server and of the fleet, megabytes. */
  readonly serverRssMb?: number;
  readonly fleetRssMb?: number;
  /** What the server's metrics say; absent where it was not asked. */
  readonly server?: ServerCounts;
  /** Errors that it has logged. */
  readonly serverErrors?: number;
  /** How many times as long their work took as it would have with processors enough. */
  readonly stretch?: number;
}
