/** Plain numbers of a run, and what they say. */
export const VALUES = {
  nodes_requested: 'nodes in the fleet file',
  nodes_registered: 'nodes whose client the server knows',
  nodes_available: 'nodes that came out of rehab at least once, as they see it',
  nodes_confirmed: 'nodes that the server lists as up once all are available, or the time for it is over',
  ready_seconds: 'from the start until every node was available once; not known where some never were',
  jobs_planned: 'jobs that were to be started',
  jobs_started: 'jobs that the server accepted',
  jobs_refused: 'jobs that the server did not accept, or could not be asked to start',
  jobs_complete: 'jobs that ended as complete',
  jobs_quorum_failed: 'jobs that ended as quorum_failed',
  jobs_timed_out: 'jobs that ended as timed_out',
  jobs_aborted: 'jobs that ended as aborted',
  jobs_crashed: 'jobs that ended as crashed, or that the server forgot',
  jobs_unfinished: 'jobs that were under way when the run ended',
  jobs_failed: 'jobs that were refused or did not end as complete',
  false_down:
    'nodes that jobs went without as unavailable, beyond those that were out of service as they saw it',
  runs_succeeded: 'commands that succeeded, over all nodes and jobs',
  runs_failed: 'commands that failed, crashed, timed out or were aborted',
  behind_seconds: 'the longest that nodes, jobs and events came later than their time in the plan',
  fleet_stretch:
    'how many times as long the work of fleet and server (target self) took as with a processor for each thread, from the begin on',
  batches_stopped: 'series of batches that were stopped because too many nodes had failed',
  events_failed: 'events of the file that could not be done',
  config_failures: 'configurations or connections that nodes did not get',
  messages_refused: 'messages of the server that nodes dropped',
  feed_faults: "events of jobs' feeds that stand where protocol §7 has none of their kind",
  server_refusals: 'messages and keys of nodes that the server refused (target self)',
  server_refusals_unprovoked:
    'those of them, reason by reason, beyond the messages that nodes sent to be refused (target self)',
  server_errors: 'errors in the log of the server (target self)',
  server_rss_slope_mb_per_min: 'growth of the memory of the server (target self), by regression',
  server_rss_growth_mb_per_min:
    'the same over the second half of the time from the begin on, less twice its standard error: growth that is no chance',
} as const;

/** Times that many things took, seconds. */
export const DISTRIBUTIONS = {
  start_seconds: 'from the request for a job until the server has accepted it',
  vote_seconds: 'of complete jobs: from the start to the vote of each node, by the feed',
  run_seconds: 'of complete jobs: from the start of the command to its end, of each node, by the feed',
  job_seconds: 'of complete jobs: from the start to the end, by the feed',
} as const;

/** What is looked at again and again. */
export const GAUGES = {
  nodes_online: 'nodes that are out of rehab and believe the server online, from the begin on',
  fleet_late_seconds: 'the longest that a process of the fleet came late to what was due, from the begin on',
  server_rss_mb: 'memory of the server (target self)',
  server_late_seconds:
    'how late the event loop of the server is once in a hundred turns (target self), from the begin on',
  fleet_rss_mb: 'memory of the processes that the nodes live in',
} as const;

/** What a metric can be divided by: `vote_seconds{group=slow}.p99`, `job_seconds{job=converge}.p95`. */
export const LABELS = ['group', 'job'] as const;
export type Label = (typeof LABELS)[number];

/** The metrics that are known by group of nodes. */
export const BY_GROUP = [
  'nodes_requested',
  'nodes_registered',
  'nodes_available',
  'runs_succeeded',
  'runs_failed',
  'vote_seconds',
  'run_seconds',
  'nodes_online',
] as const satisfies readonly (ValueName | DistributionName | GaugeName)[];

/** Sums of what became of jobs. */
export const SUMS_OF_JOBS = [
  'jobs_planned',
  'jobs_started',
  'jobs_refused',
  'jobs_complete',
  'jobs_quorum_failed',
  'jobs_timed_out',
  'jobs_aborted',
  'jobs_crashed',
  'jobs_unfinished',
  'jobs_failed',
  'false_down',
  'feed_faults',
  'runs_succeeded',
  'runs_failed',
] as const satisfies readonly ValueName[];

/** The metrics that are known by job of the file, all starts of it together. */
export const BY_JOB = [
  ...SUMS_OF_JOBS,
  'start_seconds',
  'vote_seconds',
  'run_seconds',
  'job_seconds',
] as const satisfies readonly (ValueName | DistributionName | GaugeName)[];

export const DISTRIBUTION_STATS = ['p50', 'p90', 'p95', 'p99', 'min', 'max', 'mean', 'count'] as const;
export const GAUGE_STATS = ['min', 'max', 'mean', 'last'] as const;

export type ValueName = keyof typeof VALUES;
export type DistributionName = keyof typeof DISTRIBUTIONS;
export type GaugeName = keyof typeof GAUGES;
export type DistributionStat = (typeof DISTRIBUTION_STATS)[number];
export type GaugeStat = (typeof GAUGE_STATS)[number];

/** Metrics that need the server as a process of ours: those of its name. */
export const OF_OWN_SERVER: readonly string[] = [...Object.keys(VALUES), ...Object.keys(GAUGES)].filter(
  (name) => name.startsWith('server_'),
);

/** Every name that an expression may use. */
export const METRIC_NAMES: readonly string[] = [
  ...Object.keys(VALUES),
  ...withStats(DISTRIBUTIONS, DISTRIBUTION_STATS),
  ...withStats(GAUGES, GAUGE_STATS),
];

function withStats(metrics: Readonly<Record<string, string>>, stats: readonly string[]): readonly string[] {
  return Object.keys(metrics).flatMap((name) => stats.map((stat) => `${name}.${stat}`));
}
