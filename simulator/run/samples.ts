/** Samples that are kept: as many as a chart can show. */
const MAX_SAMPLES = 2_000;

/** A row of samples that thins itself out: when it is full, every other one goes, and fewer are taken. */
export class Samples<T> {
  #kept: T[] = [];
  #every = 1;
  #offered = 0;
  readonly #limit: number;

  constructor(limit = MAX_SAMPLES) {
    this.#limit = limit;
  }

  offer(sample: T): void {
    if (this.#offered++ % this.#every !== 0) return;
    this.#kept.push(sample);
    if (this.#kept.length < this.#limit) return;
    this.#kept = this.#kept.filter((_, index) => index % 2 === 0);
    this.#every *= 2;
  }

  get all(): readonly T[] {
    return this.#kept;
  }
}
