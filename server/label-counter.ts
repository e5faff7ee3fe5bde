/** Counts by one label. Adding costs two look-ups, whatever watches. */
export class LabelCounter {
  readonly #values = new Map<string, number>();

  add(label: string, by = 1): void {
    this.#values.set(label, this.get(label) + by);
  }

  get(label: string): number {
    return this.#values.get(label) ?? 0;
  }

  /** Over all labels. */
  get total(): number {
    let total = 0;
    for (const value of this.#values.values()) total += value;
    return total;
  }

  entries(): Iterable<readonly [label: string, value: number]> {
    return this.#values.entries();
  }
}
