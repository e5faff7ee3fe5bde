import type { Clock } from '../../protocol/time/clock.ts';
import type { PlannedEvent } from '../plan/plan.ts';
import { labelledName, type MetricLabels } from '../thresholds/labelled-metric.ts';
import { GAUGES, type GaugeName, SUMS_OF_JOBS, type ValueName } from '../thresholds/metric-names.ts';
import type { MetricReader } from '../thresholds/verdict.ts';
import type { FleetFigures } from './fleet-figures.ts';
import { Gauge } from './gauge.ts';
import { NO_GROUP_FIGURES } from './group-figures.ts';
import { type JobOutcome, succeededIn } from './job-outcome.ts';
import { ALL_DISTRIBUTIONS, JobSums } from './job-sums.ts';
import { LabelledSums } from './labelled-sums.ts';
import type { ListedJob, Looked, Requested, Sample } from './measured.ts';
import type { RunListener } from './run-plan.ts';
import { Samples } from './samples.ts';
import { type ServerCounts, ServerRefusals } from './server-counts.ts';
import { growthOf, type Point, slopeOf } from './trend.ts';

/** Sums that a run has, be they zero. */
const SUMS = [...SUMS_OF_JOBS, 'batches_stopped', 'events_failed'] as const satisfies readonly ValueName[];

/** Jobs that are listed one by one. */
const MAX_LISTED_JOBS = 1_000;

/** Hears how a run goes and turns it into metrics. */
export class Measurements implements RunListener {
  readonly #clock: Clock;
  readonly #startedAtMs: number;
  readonly #figures: () => FleetFigures;
  readonly #requested: Requested;
  readonly #values = new Map<ValueName, number>();
  readonly #whole = new JobSums();
  readonly #labelled: LabelledSums;
  readonly #groupGauges = new Map<string, Gauge>();
  readonly #gauges = record(Object.keys(GAUGES) as GaugeName[], () => new Gauge());
  readonly #samples = new Samples<Sample>();
  readonly #jobs: ListedJob[] = [];
  readonly #jobStartsMs = new Map<string, number>();
  readonly #eventErrors: string[] = [];
  readonly #refusals = new ServerRefusals();
  #begunAtSeconds: number | undefined;

  /**
   * @param figures the fleet's, as they are at the moment
   * @param wanted labels that thresholds name
   */
  constructor(
    clock: Clock,
    figures: () => FleetFigures,
    requested: Requested,
    wanted: readonly MetricLabels[] = [],
  ) {
    this.#labelled = new LabelledSums(wanted);
    this.#clock = clock;
    this.#startedAtMs = clock.monotonic();
    this.#figures = figures;
    this.#requested = requested;
  }

  get seconds(): number {
    return (this.#clock.monotonic() - this.#startedAtMs) / 1_000;
  }

  /** What is asked for now: it changes where a fleet is steered by hand. */
  get requested(): Requested {
    return this.#requested;
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

  jobStarted({ label, rule }: { readonly label: string; readonly rule: { readonly name: string } }): void {
    this.#whole.add('jobs_planned', 1);
    this.#labelled.planned(rule.name);
    this.#jobStartsMs.set(label, this.seconds);
  }

  jobEnded(outcome: JobOutcome): void {
    const { end, label, nodes, error, jobSeconds, runs } = outcome;
    const outOfService = Math.max(0, this.#requested.nodes - this.#figures().inService);
    const falseDown = Math.max(0, outcome.unavailable - outOfService);
    this.#whole.jobEnded(outcome, falseDown);
    for (const ofGroup of runs) this.#whole.nodesRan(ofGroup, end === 'complete');
    this.#labelled.jobEnded(outcome, falseDown);
    const startedAtSeconds = this.#jobStartsMs.get(label) ?? 0;
    this.#jobStartsMs.delete(label);
    if (this.#jobs.length >= MAX_LISTED_JOBS) return;
    this.#jobs.push({
      label,
      end,
      nodes,
      succeeded: succeededIn(outcome),
      startedAtSeconds,
      ...(error !== undefined && { error }),
      ...(jobSeconds !== undefined && { jobSeconds }),
    });
  }

  /** Something that had a time has begun so much later. */
  late(seconds: number): void {
    this.#values.set('behind_seconds', Math.max(this.#values.get('behind_seconds') ?? 0, seconds));
  }

  batchesStopped(): void {
    this.#whole.add('batches_stopped', 1);
  }

  eventDone(event: PlannedEvent, error: unknown): void {
    if (error === undefined) return;
    this.#whole.add('events_failed', 1);
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
    return this.#values.get(name) ?? this.#whole.count(name);
  }

  /** Looks at everything that has no event. */
  sample({ serverRssMb, fleetRssMb, stretch, server, serverErrors }: Looked): void {
    const { places: nodes, counters, groups, lateMs } = this.#figures();
    if (stretch !== undefined) this.#values.set('fleet_stretch', stretch);
    if (serverErrors !== undefined) this.#values.set('server_errors', serverErrors);
    if (server !== undefined) this.serverCounted(server);
    if (this.#begunAtSeconds !== undefined) {
      this.#gauges.fleet_late_seconds.note(lateMs / 1_000);
      this.#gauges.nodes_online.note(nodes.available + nodes.busy);
      for (const [group, { inService }] of Object.entries(groups)) this.#groupGauge(group).note(inService);
    }
    if (serverRssMb !== undefined) this.#gauges.server_rss_mb.note(serverRssMb);
    if (fleetRssMb !== undefined) this.#gauges.fleet_rss_mb.note(fleetRssMb);
    this.#samples.offer({
      atSeconds: this.seconds,
      nodes,
      online: Object.fromEntries(Object.entries(groups).map(([group, { inService }]) => [group, inService])),
      jobsUnderWay: this.jobsUnderWay,
      ...workDone(counters),
      ...(serverRssMb !== undefined && { serverRssMb }),
      ...(fleetRssMb !== undefined && { fleetRssMb }),
    });
  }

  /** What the server's metrics say now. */
  serverCounted({ refused, lateSeconds }: ServerCounts): void {
    this.#refusals.note(refused);
    this.#values.set('server_refusals', this.#refusals.total);
    if (lateSeconds !== undefined && this.#begunAtSeconds !== undefined)
      this.#gauges.server_late_seconds.note(lateSeconds);
  }

  /** Every metric that was measured until now, by its name. */
  metrics(): Readonly<Record<string, number>> {
    const { registered, cameUp, counters } = this.#figures();
    const values: Partial<Record<ValueName, number>> = {
      behind_seconds: 0,
      nodes_requested: this.#requested.nodes,
      nodes_registered: registered,
      nodes_available: cameUp,
      config_failures: total(counters, 'config_failed.'),
      messages_refused: total(counters, 'refused.'),
      ...Object.fromEntries(this.#values),
    };
    if (this.#values.has('server_refusals'))
      values.server_refusals_unprovoked = this.#refusals.unprovoked(
        (reason) => counters[`provoked.${reason}`] ?? 0,
      );
    const memory = this.#serverMemory();
    const [slope, growth] = [slopeOf(memory), growthOf(memory)];
    return {
      ...values,
      ...(slope !== undefined && { server_rss_slope_mb_per_min: slope }),
      ...(growth !== undefined && { server_rss_growth_mb_per_min: growth }),
      ...this.#whole.metrics(SUMS, ALL_DISTRIBUTIONS),
      ...withStats(this.#gauges),
      ...this.#labelled.metrics(),
      ...this.#ofGroups(),
    };
  }

  /** What the figures tell of each group. */
  #ofGroups(): Readonly<Record<string, number>> {
    const { groups } = this.#figures();
    const entries = Object.entries(this.#requested.groups).flatMap(([group, count]) => {
      const { registered, cameUp } = groups[group] ?? NO_GROUP_FIGURES;
      const named = (name: string, value: number) => [labelledName(name, { group }), value] as const;
      return [
        named('nodes_requested', count),
        named('nodes_registered', registered),
        named('nodes_available', cameUp),
        ...Object.entries(this.#groupGauges.get(group)?.stats() ?? {}).map(([stat, value]) =>
          named(`nodes_online.${stat}`, value),
        ),
      ];
    });
    return Object.fromEntries(entries);
  }

  #groupGauge(group: string): Gauge {
    const known = this.#groupGauges.get(group) ?? new Gauge();
    this.#groupGauges.set(group, known);
    return known;
  }

  /** Megabytes by minutes, from the begin on: before it memory grows with the nodes. */
  #serverMemory(): readonly Point[] {
    const begunAt = this.#begunAtSeconds ?? Number.POSITIVE_INFINITY;
    return this.#samples.all.flatMap(({ atSeconds, serverRssMb }) =>
      serverRssMb === undefined || atSeconds < begunAt ? [] : [{ x: atSeconds / 60, y: serverRssMb }],
    );
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
