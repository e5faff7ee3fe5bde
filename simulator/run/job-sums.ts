import {
  DISTRIBUTION_STATS,
  DISTRIBUTIONS,
  type DistributionName,
  type ValueName,
} from '../thresholds/metric-names.ts';
import { Distribution } from './distribution.ts';
import type { GroupRuns, JobOutcome } from './job-outcome.ts';

/** Sums and durations of jobs: of a whole run, or of one job or group in it. */
export class JobSums {
  readonly #values = new Map<ValueName, number>();
  readonly #distributions = new Map<DistributionName, Distribution>();

  count(name: ValueName): number {
    return this.#values.get(name) ?? 0;
  }

  add(name: ValueName, by: number): void {
    this.#values.set(name, this.count(name) + by);
  }

  /** A job has ended, whatever its nodes did. @param falseDown nodes that it went without although they were in service */
  jobEnded({ end, startSeconds, jobSeconds, feedFaults = [] }: JobOutcome, falseDown: number): void {
    if (end !== 'refused') this.add('jobs_started', 1);
    this.add(`jobs_${end}`, 1);
    if (end !== 'complete') this.add('jobs_failed', 1);
    this.add('false_down', falseDown);
    this.add('feed_faults', feedFaults.length);
    if (startSeconds !== undefined) this.#record('start_seconds', startSeconds);
    if (end === 'complete' && jobSeconds !== undefined) this.#record('job_seconds', jobSeconds);
  }

  /** How long a job took that waited out its timers says nothing about the server: only complete ones count for durations. */
  nodesRan({ succeeded, runsFailed, voteSeconds, runSeconds }: GroupRuns, isComplete: boolean): void {
    this.add('runs_succeeded', succeeded);
    this.add('runs_failed', runsFailed);
    if (!isComplete) return;
    for (const seconds of voteSeconds) this.#record('vote_seconds', seconds);
    for (const seconds of runSeconds) this.#record('run_seconds', seconds);
  }

  /** Everything in it by name, and zero for what it could have and has not. */
  metrics(values: readonly ValueName[], distributions: readonly DistributionName[]): Record<string, number> {
    const found: Record<string, number> = Object.fromEntries(this.#values);
    for (const name of values) found[name] ??= 0;
    for (const name of distributions) {
      const stats = this.#distributions.get(name)?.stats() ?? { count: 0 };
      for (const stat of DISTRIBUTION_STATS) {
        const value = stats[stat];
        if (value !== undefined) found[`${name}.${stat}`] = value;
      }
    }
    return found;
  }

  #record(name: DistributionName, seconds: number): void {
    const distribution = this.#distributions.get(name) ?? new Distribution();
    this.#distributions.set(name, distribution);
    distribution.record(seconds);
  }
}

/** The durations that every run has. */
export const ALL_DISTRIBUTIONS = Object.keys(DISTRIBUTIONS) as readonly DistributionName[];
