/** The version of the form of `results.json`; it rises when a field changes its meaning or goes away. */
export const FLEET_RESULTS_VERSION = 1;

/** What a run of a fleet left: the content of `results.json`. Times are seconds from the start of the run. */
export interface FleetResults {
  readonly version: typeof FLEET_RESULTS_VERSION;
  readonly fleet: { readonly name: string; readonly summary: string; readonly file: string };
  /** With the file it replays every choice. */
  readonly seed: string | number;
  /** When the run started, ISO 8601. */
  readonly startedAt: string;
  readonly durationSeconds: number;
  /** When the times of jobs and events began to count; absent where it never came to that. */
  readonly begunAtSeconds?: number;
  /** True where a signal ended the run before its time. */
  readonly interrupted: boolean;
  /** What ended the run before its time, where it was neither a signal nor the plan: nodes that were lost. */
  readonly failure?: string;
  /** What a --duration of the command line left out of the plan: `17 jobs and 300 nodes`. */
  readonly cut?: string;
  /** The threshold that ended the run before its time: crossed, with abort_on_fail. */
  readonly endedBy?: string;
  readonly target: string;
  readonly environment: Environment;
  /** Every metric that was measured, by its name. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly thresholds: readonly ThresholdResult[];
  readonly samples: readonly FleetSample[];
  /** The first thousand jobs. */
  readonly jobs: readonly JobResult[];
  /** Events of the file that could not be done, one a line. */
  readonly eventErrors: readonly string[];
  /** What the network did, in the order it began. */
  readonly faults: readonly FaultResult[];
  /** What was done by hand, in its order; absent where nothing was. */
  readonly byHand?: readonly HandAct[];
}

export interface Environment {
  readonly harness: string;
  readonly node: string;
  readonly platform: string;
  readonly cpus: number;
  readonly memoryMb: number;
  /** Processes that shared the nodes; 1: they lived in the one that was started. */
  readonly workers: number;
}

export interface ThresholdResult {
  readonly threshold: string;
  /** Absent where a metric in it was never measured, as the next. */
  readonly left?: number;
  readonly right?: number;
  readonly isKept: boolean;
  /** It is crossed, and may be so only because the machine of the fleet was too slow: it says nothing of the server. */
  readonly isOurs?: boolean;
  /** It is crossed, and may be so only because the run was shorter than its plan: it says nothing of the server. */
  readonly isCutShort?: boolean;
}

/** Nodes by place: `away`, `starting`, `connected` (in rehab or thinking the server offline), `available`, `busy`. */
export interface FleetSample {
  readonly atSeconds: number;
  readonly nodes: Readonly<Record<string, number>>;
  /** Nodes that are out of rehab and believe the server online, by group. */
  readonly online?: Readonly<Record<string, number>>;
  readonly jobsUnderWay: number;
  /** Messages and commands of the nodes, as they count them from the start, as the next two. */
  readonly heartbeats: number;
  readonly votes: number;
  readonly runs: number;
  readonly serverRssMb?: number;
  readonly fleetRssMb?: number;
}

export interface JobResult {
  readonly label: string;
  readonly end: string;
  readonly nodes: number;
  readonly succeeded: number;
  readonly startedAtSeconds: number;
  readonly jobSeconds?: number;
  readonly error?: string;
}

/** A fault of the network; without an end it was on to the end of the run. */
export interface FaultResult {
  readonly name: string;
  readonly about: string;
  /** How many nodes it hit. */
  readonly nodes: number;
  readonly fromSeconds: number;
  readonly toSeconds?: number;
}

/** Something that was told to the fleet while it ran. */
export interface HandAct {
  readonly atSeconds: number;
  /** In the words of the command line: `scale to 300`. */
  readonly order: string;
  /** What became of it: `200 nodes leave, 300 stay`. */
  readonly said: string;
}

/** The latencies that reports show, in the order of a job's life. */
export const PHASES = ['start_seconds', 'vote_seconds', 'run_seconds', 'job_seconds'] as const;

/** The statistics of a latency that reports show. */
export const PHASE_STATS = ['p50', 'p95', 'p99', 'max'] as const;

/** True where thresholds were crossed, and each of them may be so only because of the machine of the fleet, or of a run that was cut short. */
export function isInconclusive(results: FleetResults): boolean {
  const { thresholds, interrupted, failure, endedBy } = results;
  const crossed = thresholds.filter((each) => !each.isKept);
  const isWhole = !interrupted && failure === undefined && endedBy === undefined;
  return isWhole && crossed.length > 0 && crossed.every((each) => each.isOurs || each.isCutShort);
}

/** True where every threshold was kept and the run came to its end. */
export function isGood({ thresholds, interrupted, failure, endedBy }: FleetResults): boolean {
  return (
    !interrupted && failure === undefined && endedBy === undefined && thresholds.every((each) => each.isKept)
  );
}
