import { type MetricLabels, parseLabelled } from '../../../simulator/thresholds/labelled-metric.ts';
import { DISTRIBUTIONS, GAUGES, VALUES } from '../../../simulator/thresholds/metric-names.ts';

/** A number as Prometheus has it. */
export interface PrometheusSample {
  /** Without what a family of them has in common: `push_harness_fleet_vote_seconds`. */
  readonly name: string;
  readonly help: string;
  readonly labels: MetricLabels & { readonly quantile?: string };
  readonly value: number;
}

const PREFIX = 'push_harness_fleet_';
const HELP: Readonly<Record<string, string>> = { ...VALUES, ...DISTRIBUTIONS, ...GAUGES };

/**
 * The metrics of a run for Prometheus: `vote_seconds{group=slow}.p99` is `push_harness_fleet_vote_seconds` with the labels `group` and
 * `quantile`, other statistics of durations have names of their own (`…_max`), and of what is looked at again and again
 * there is what was seen last.
 */
export function prometheusSamples(metrics: Readonly<Record<string, number>>): readonly PrometheusSample[] {
  return Object.entries(metrics).flatMap(([written, value]) => {
    const read = parseLabelled(written);
    if (typeof read === 'string') throw new Error(`${written} is no metric of ours`);
    const [name = '', stat] = read.plain.split('.');
    const sample = { name: `${PREFIX}${name}`, help: HELP[name] ?? name, labels: read.labels, value };
    if (stat === undefined) return [sample];
    // a scraper has minima and means of its own
    if (Object.hasOwn(GAUGES, name)) return stat === 'last' ? [sample] : [];
    const quantile = /^p(\d+)$/.exec(stat)?.[1];
    if (quantile === undefined) return [{ ...sample, name: `${sample.name}_${stat}` }];
    return [{ ...sample, labels: { ...read.labels, quantile: String(Number(`0.${quantile}`)) } }];
  });
}
