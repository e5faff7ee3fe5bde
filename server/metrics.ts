import type { Metric } from 'prom-client';
import type { EndTurn } from './ahead.ts';
import { LabelCounter } from './label-counter.ts';
import { requireInTurns } from './require-in-turns.ts';
import { TimeHistogram } from './time-histogram.ts';

const PREFIX = 'push_harness_';

/** The name of what a series tells apart: `{reason="bad_json"}`. Without one there is a single value, of label ''. */
type LabelName = string | undefined;

interface Value {
  readonly metricName?: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/** What the registry asks of a metric when it is scraped. */
interface Series {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  get(): { name: string; help: string; type: string; values: readonly Value[]; aggregator: 'sum' };
}

/**
 * What one server counts and measures. Values are plain numbers, read only when somebody looks; `prom-client` formats
 * them and is loaded ahead, or by the first who asks, because loading it takes longer than the rest of a start.
 */
export class Metrics {
  readonly contentType = 'text/plain; version=0.0.4; charset=utf-8';
  readonly #series = new Map<string, Series>();
  readonly #counters = new Map<string, LabelCounter>();

  /** A counter named `push_harness_NAME_total`; the same one where it exists. */
  counter(name: string, help: string, labelName: LabelName): LabelCounter {
    const known = this.#counters.get(name);
    if (known !== undefined) return known;
    const counter = new LabelCounter();
    this.#counters.set(name, counter);
    this.#add('counter', `${name}_total`, help, () => labelled(labelName, counter.entries()));
    return counter;
  }

  /** A gauge named `push_harness_NAME`, read when scraped. */
  gauge(
    name: string,
    help: string,
    labelName: LabelName,
    read: () => Iterable<readonly [label: string, value: number]>,
  ): void {
    this.#add('gauge', name, help, () => labelled(labelName, read()));
  }

  /** A histogram named `push_harness_NAME_seconds`. */
  histogram(name: string, help: string, boundsSeconds: readonly number[]): TimeHistogram {
    const histogram = new TimeHistogram(boundsSeconds);
    const full = `${PREFIX}${name}_seconds`;
    this.#add('histogram', `${name}_seconds`, help, () => histogramValues(full, histogram));
    return histogram;
  }

  /** Every counter's values as `NAME.LABEL`, for tests and for people. */
  counters(): Readonly<Record<string, number>> {
    const flat: Record<string, number> = {};
    for (const [name, counter] of this.#counters) {
      for (const [label, value] of counter.entries()) flat[label === '' ? name : `${name}.${label}`] = value;
    }
    return flat;
  }

  /** Loads what formats them, a file a turn. */
  loadInTurns(endTurn: EndTurn): Promise<void> {
    return requireInTurns('prom-client', import.meta.url, endTurn);
  }

  /** Everything in the text format of Prometheus. */
  async text(): Promise<string> {
    const { Registry } = await import('prom-client');
    const registry = new Registry();
    // the registry calls nothing but `get`, which its type does not say
    for (const series of this.#series.values()) registry.registerMetric(series as unknown as Metric);
    return await registry.metrics();
  }

  #add(type: Series['type'], name: string, help: string, values: () => Value[]): void {
    const full = PREFIX + name;
    if (this.#series.has(full)) throw new Error(`metric ${full} is registered twice`);
    this.#series.set(full, {
      name: full,
      help,
      type,
      get: () => ({ name: full, help, type, values: values(), aggregator: 'sum' }),
    });
  }
}

function labelled(labelName: LabelName, entries: Iterable<readonly [string, number]>): Value[] {
  return Array.from(entries, ([label, value]) => ({
    labels: labelName === undefined ? {} : { [labelName]: label },
    value,
  }));
}

function histogramValues(name: string, histogram: TimeHistogram): Value[] {
  const buckets = histogram.cumulative().map(([bound, count]) => ({
    metricName: `${name}_bucket`,
    labels: { le: bound === Number.POSITIVE_INFINITY ? '+Inf' : bound },
    value: count,
  }));
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels: {}, value: histogram.sumSeconds },
    { metricName: `${name}_count`, labels: {}, value: histogram.count },
  ];
}
