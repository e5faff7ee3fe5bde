import type { GaugeStat } from '../thresholds/metric-names.ts';

/** A number that is looked at again and again. */
export class Gauge {
  #count = 0;
  #sum = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;
  #last = 0;

  note(value: number): void {
    this.#count += 1;
    this.#sum += value;
    this.#min = Math.min(this.#min, value);
    this.#max = Math.max(this.#max, value);
    this.#last = value;
  }

  /** Nothing where it was never looked at. */
  stats(): Partial<Record<GaugeStat, number>> {
    if (this.#count === 0) return {};
    return { min: this.#min, max: this.#max, mean: this.#sum / this.#count, last: this.#last };
  }
}
