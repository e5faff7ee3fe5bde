/** How long things take, in seconds, counted up to each bound. */
export class TimeHistogram {
  readonly #bounds: readonly number[];
  /** One more than there are bounds: the last counts what is beyond them all. */
  readonly #counts: number[];
  #sum = 0;

  /** @param bounds seconds, rising */
  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.#counts = new Array<number>(bounds.length + 1).fill(0);
  }

  observe(seconds: number): void {
    let index = 0;
    while (index < this.#bounds.length && seconds > (this.#bounds[index] ?? 0)) index += 1;
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.#sum += seconds;
  }

  get count(): number {
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }

  get sumSeconds(): number {
    return this.#sum;
  }

  /** How many took at most each bound; the last bound is infinity. */
  cumulative(): readonly (readonly [boundSeconds: number, count: number])[] {
    let sum = 0;
    return this.#counts.map((count, index) => {
      sum += count;
      return [this.#bounds[index] ?? Number.POSITIVE_INFINITY, sum];
    });
  }
}
