import type { Clock } from '../../protocol/time/clock.ts';
import type { PlannedEvent } from '../plan/plan.ts';
import {
  DISTRIBUTIONS,
  type DistributionName,
  GAUGES,
  type GaugeName,
  type ValueName,
} from '../thresholds/metric-names.ts';
import type { MetricReader } from '../thresholds/verdict.ts';
import type { CensusState } from './census.ts';
import { Distribution } from './distribution.ts';
import type { FleetFigures } from './fleet-figures.ts';
import { Gauge, slope } from './gauge.ts';
import type { JobOutcome } from './job-outcome.ts';
import type { RunListener } from './run-plan.ts';
import { Samples } from './samples.ts';

/** How things stood at a moment. */
export interface Sample {
  /** Since the start of the run. */
  readonly atSeconds: number;
  readonly nodes: Readonly<Record<CensusState, number>>;
  readonly jobsUnderWay: number;
  /** Messages and commands of the nodes, counted from the start, as the next two. */
  readonly heartbeats: number;
  readonly votes: number;
  readonly runs: number;
  readonly serverRssMb?: number;
  readonly fleetRssMb?: number;
}

/** A job as the report lists it. */
export type ListedJob = Pick<JobOutcome, 'label' | 'end' | 'nodes' | 'succeeded' | 'error' | 'jobSeconds'> & {
  readonly startedAtSeconds: number;
};

/** What processes use, megabytes. */
export interface Memory {
  readonly serverRssMb?: number;
  readonly fleetRssMb?: number;
}

/** Jobs that are listed one by one. */
const MAX_LISTED_JOBS = 1_000;

/** Hears how a run goes and turns it into metrics. */
export class Measurements implements RunListener {
  readonly #clock: Clock;
  readonly #startedAtMs: number;
  readonly #figures: () => FleetFigures;
  readonly #requested: number;
  readonly #values = new Map<ValueName, number>();
  readonly #distributions = record(
    Object.keys(DISTRIBUTIONS) as DistributionName[],
    () => new Distribution(),
  );
  readonly #gauges = record(Object.keys(GAUGES) as GaugeName[], () => new Gauge());
  readonly #samples = new Samples<Sample>();
  readonly #jobs: ListedJob[] = [];
  readonly #jobStartsMs = new Map<string, number>();
  readonly #eventErrors: string[] = [];
  #begunAtSeconds: number | undefined;

  /** @param figures the fleet's, as they are at the moment */
  constructor(clock: Clock, figures: () => FleetFigures, requested: number) {
    this.#clock = clock;
    this.#startedAtMs = clock.monotonic();
    this.#figures = figures;
    this.#requested = requested;
  }

  get seconds(): number {
    return (this.#clock.monotonic() - this.#startedAtMs) / 1_000;
  }

  get samples(): readonly Sample[] {
    return this.#samples.all;
  }

  /** The first of the jobs that have ended. */
  get jobs(): readonly ListedJob[] {
    return this.#jobs;
  }

  get eventErrors(): readonly string[] {
    return this.#eventErrors;
  }

  get begunAtSeconds(): number | undefined {
    return this.#begunAtSeconds;
  }

  begun(): void {
    this.#begunAtSeconds = this.seconds;
  }

  /** Every node has been available once. */
  allCameUp(): void {
    this.#values.set('ready_seconds', this.seconds);
  }

  /** Nodes that the server shows as up. */
  confirmed(count: number): void {
    this.#values.set('nodes_confirmed', count);
  }

  jobStarted(job: { readonly label: string }): void {
    this.#add('jobs_planned', 1);
    this.#jobStartsMs.set(job.label, this.seconds);
  }

  jobEnded(outcome: JobOutcome): void {
    const { end, label, nodes, succeeded, error, jobSeconds, startSeconds } = outcome;
    if (end !== 'refused') this.#add('jobs_started', 1);
    this.#add(`jobs_${end}`, 1);
    if (end !== 'complete') this.#add('jobs_failed', 1);
    const outOfService = Math.max(0, this.#requested - this.#figures().inService);
    this.#add('false_down', Math.max(0, outcome.unavailable - outOfService));
    this.#add('runs_succeeded', succeeded);
    this.#add('runs_failed', outcome.runsFailed);
    if (startSeconds !== undefined) this.#distributions.start_seconds.record(startSeconds);
    if (end === 'complete') this.#completed(outcome);
    const startedAtSeconds = this.#jobStartsMs.get(label) ?? 0;
    this.#jobStartsMs.delete(label);
    if (this.#jobs.length >= MAX_LISTED_JOBS) return;
    this.#jobs.push({
      label,
      end,
      nodes,
      succeeded,
      startedAtSeconds,
      ...(error !== undefined && { error }),
      ...(jobSeconds !== undefined && { jobSeconds }),
    });
  }

  /** How long a job took that waited out its timers says nothing about the server: only complete ones count. */
  #completed({ jobSeconds, voteSeconds, runSeconds }: JobOutcome): void {
    if (jobSeconds !== undefined) this.#distributions.job_seconds.record(jobSeconds);
    for (const seconds of voteSeconds) this.#distributions.vote_seconds.record(seconds);
    for (const seconds of runSeconds) this.#distributions.run_seconds.record(seconds);
  }

  /** Something that had a time has begun so much later. */
  late(seconds: number): void {
    this.#values.set('behind_seconds', Math.max(this.count('behind_seconds'), seconds));
  }

  batchesStopped(): void {
    this.#add('batches_stopped', 1);
  }

  eventDone(event: PlannedEvent, error: unknown): void {
    if (error === undefined) return;
    this.#add('events_failed', 1);
    this.#eventErrors.push(
      `${event.kind} at ${event.atMs} ms: ${error instanceof Error ? error.message : error}`,
    );
  }

  /** Jobs started that have not ended. */
  get jobsUnderWay(): number {
    return this.#jobStartsMs.size;
  }

  /** A plain number as it stands. */
  count(name: ValueName): number {
    return this.#values.get(name) ?? 0;
  }

  /** Looks at everything that has no event. */
  sample({ serverRssMb, fleetRssMb }: Memory): void {
    const { places: nodes, counters } = this.#figures();
    if (this.#begunAtSeconds !== undefined) this.#gauges.nodes_online.note(nodes.available + nodes.busy);
    if (serverRssMb !== undefined) this.#gauges.server_rss_mb.note(serverRssMb);
    if (fleetRssMb !== undefined) this.#gauges.fleet_rss_mb.note(fleetRssMb);
    this.#samples.offer({
      atSeconds: this.seconds,
      nodes,
      jobsUnderWay: this.jobsUnderWay,
      ...workDone(counters),
      ...(serverRssMb !== undefined && { serverRssMb }),
      ...(fleetRssMb !== undefined && { fleetRssMb }),
    });
  }

  /** Every metric that was measured until now, by its name. */
  metrics(): Readonly<Record<string, number>> {
    const { registered, cameUp, counters } = this.#figures();
    const values: Partial<Record<ValueName, number>> = {
      behind_seconds: 0,
      jobs_planned: 0,
      jobs_started: 0,
      jobs_refused: 0,
      jobs_complete: 0,
      jobs_quorum_failed: 0,
      jobs_timed_out: 0,
      jobs_aborted: 0,
      jobs_crashed: 0,
      jobs_unfinished: 0,
      jobs_failed: 0,
      false_down: 0,
      runs_succeeded: 0,
      runs_failed: 0,
      batches_stopped: 0,
      events_failed: 0,
      nodes_requested: this.#requested,
      nodes_registered: registered,
      nodes_available: cameUp,
      config_failures: total(counters, 'config_failed.'),
      messages_refused: total(counters, 'refused.'),
      ...Object.fromEntries(this.#values),
    };
    const growth = this.#serverGrowth();
    return {
      ...values,
      ...(growth !== undefined && { server_rss_slope_mb_per_min: growth }),
      ...withStats(this.#distributions),
      ...withStats(this.#gauges),
    };
  }

  #add(name: ValueName, by: number): void {
    this.#values.set(name, this.count(name) + by);
  }

  /** Megabytes a minute, from the begin on: before it memory grows with the nodes. */
  #serverGrowth(): number | undefined {
    const begunAt = this.#begunAtSeconds ?? Number.POSITIVE_INFINITY;
    const points = this.#samples.all.flatMap(({ atSeconds, serverRssMb }) =>
      serverRssMb === undefined || atSeconds < begunAt ? [] : [[atSeconds / 60, serverRssMb] as const],
    );
    return slope(points);
  }
}

/** What nodes have done, by the fleet's counters. */
export function workDone(
  counters: Readonly<Record<string, number>>,
): Pick<Sample, 'heartbeats' | 'votes' | 'runs'> {
  const sum = (...names: readonly string[]) => names.reduce((all, name) => all + (counters[name] ?? 0), 0);
  return {
    heartbeats: sum('sent.heartbeat'),
    votes: sum('sent.ack_commit', 'sent.nack_commit'),
    runs: sum('commands.succeeded', 'commands.failed'),
  };
}

/** What thresholds are judged by. */
export function measuredIn(metrics: Readonly<Record<string, number>>): MetricReader {
  return (name) => metrics[name];
}

function record<K extends string, V>(keys: readonly K[], make: () => V): Readonly<Record<K, V>> {
  return Object.fromEntries(keys.map((key) => [key, make()])) as Record<K, V>;
}

function total(counters: Readonly<Record<string, number>>, prefix: string): number {
  const counts = Object.entries(counters).filter(([name]) => name.startsWith(prefix));
  return counts.reduce((sum, [, count]) => sum + count, 0);
}

function withStats(
  all: Readonly<Record<string, { stats(): Readonly<Partial<Record<string, number>>> }>>,
): Readonly<Record<string, number>> {
  const entries = Object.entries(all).flatMap(([name, one]) =>
    Object.entries(one.stats()).map(([stat, value]) => [`${name}.${stat}`, value]),
  );
  return Object.fromEntries(entries);
}
