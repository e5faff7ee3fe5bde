import { labelledName, type MetricLabels } from '../thresholds/labelled-metric.ts';
import {
  BY_GROUP,
  BY_JOB,
  DISTRIBUTIONS,
  type DistributionName,
  VALUES,
  type ValueName,
} from '../thresholds/metric-names.ts';
import type { JobOutcome } from './job-outcome.ts';
import { JobSums } from './job-sums.ts';

/** Sums and durations by job, by group, and by both where somebody asks for that. */
export class LabelledSums {
  readonly #sums = new Map<string, { readonly labels: MetricLabels; readonly sums: JobSums }>();
  readonly #pairs: ReadonlySet<string>;

  /** @param wanted labels that thresholds name; a job and a group together are told apart only where one of them does */
  constructor(wanted: readonly MetricLabels[]) {
    const pairs = wanted.filter(({ group, job }) => group !== undefined && job !== undefined);
    this.#pairs = new Set(pairs.map((labels) => labelledName('', labels)));
    for (const labels of pairs) this.#of(labels);
  }

  planned(job: string): void {
    this.#of({ job }).add('jobs_planned', 1);
  }

  jobEnded(outcome: JobOutcome, falseDown: number): void {
    const { job, end, runs } = outcome;
    const isComplete = end === 'complete';
    const ofJob = this.#of({ job });
    ofJob.jobEnded(outcome, falseDown);
    for (const ofGroup of runs) {
      ofJob.nodesRan(ofGroup, isComplete);
      const { group } = ofGroup;
      if (group === undefined) continue;
      this.#of({ group }).nodesRan(ofGroup, isComplete);
      if (this.#pairs.has(labelledName('', { group, job })))
        this.#of({ group, job }).nodesRan(ofGroup, isComplete);
    }
  }

  /** Every metric with its labels. */
  metrics(): Readonly<Record<string, number>> {
    const entries = [...this.#sums.values()].flatMap(({ labels, sums }) =>
      Object.entries(sums.metrics(known(labels, VALUES), known(labels, DISTRIBUTIONS))).map(
        ([name, value]) => [labelledName(name, labels), value] as const,
      ),
    );
    return Object.fromEntries(entries);
  }

  #of(labels: MetricLabels): JobSums {
    const key = labelledName('', labels);
    const known = this.#sums.get(key) ?? { labels, sums: new JobSums() };
    this.#sums.set(key, known);
    return known.sums;
  }
}

/** Which of these metrics are known by such labels; those of a census are noted elsewhere. */
function known<Name extends ValueName | DistributionName>(
  labels: MetricLabels,
  of: Readonly<Record<Name, string>>,
): readonly Name[] {
  const isOfJobs = (name: string) => !name.startsWith('nodes_');
  return (Object.keys(of) as Name[]).filter(
    (name) =>
      isOfJobs(name) &&
      (labels.group === undefined || (BY_GROUP as readonly string[]).includes(name)) &&
      (labels.job === undefined || (BY_JOB as readonly string[]).includes(name)),
  );
}
