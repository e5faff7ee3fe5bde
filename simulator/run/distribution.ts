import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { DISTRIBUTION_STATS, type DistributionStat } from '../thresholds/metric-names.ts';

const MICROS = 1e6;
/** A day. */
const LONGEST_SECONDS = 86_400;

/** Many durations in little memory, to three figures. */
export class Distribution {
  readonly #histogram: RecordableHistogram = createHistogram({
    lowest: 1,
    highest: LONGEST_SECONDS * MICROS,
    figures: 3,
  });

  /** Shorter than a microsecond counts as one, longer than a day as a day. */
  record(seconds: number): void {
    const micros = Math.round(seconds * MICROS);
    this.#histogram.record(Math.min(Math.max(1, micros), LONGEST_SECONDS * MICROS));
  }

  /** Nothing but `count` where nothing was recorded. */
  stats(): Partial<Record<DistributionStat, number>> {
    const { count } = this.#histogram;
    if (count === 0) return { count };
    return Object.fromEntries(DISTRIBUTION_STATS.map((stat) => [stat, this.#stat(stat)]));
  }

  #stat(stat: DistributionStat): number {
    const histogram = this.#histogram;
    switch (stat) {
      case 'count':
        return histogram.count;
      case 'min':
      case 'max':
      case 'mean':
        return histogram[stat] / MICROS;
      default:
        return histogram.percentile(Number(stat.slice(1))) / MICROS;
    }
  }
}
