import { NodeIndex } from './node-index.ts';

/** At most so many values by organisation and node: a new one takes the place of that which was put longest ago. */
export class RecentNodes<T extends object> {
  readonly #max: number;
  readonly #values = new NodeIndex<T>();
  /** By value, the one put longest ago first. */
  readonly #order = new Map<T, { readonly org: string; readonly node: string }>();

  constructor(max: number) {
    this.#max = max;
  }

  get size(): number {
    return this.#values.size;
  }

  get(org: string, node: string): T | undefined {
    return this.#values.get(org, node);
  }

  of(org: string): Iterable<T> {
    return this.#values.of(org);
  }

  /** The one put longest ago first. */
  values(): Iterable<T> {
    return this.#order.keys();
  }

  /** Gives what had to make room for it. */
  put(org: string, node: string, value: T): T | undefined {
    this.delete(org, node);
    this.#values.set(org, node, value);
    this.#order.set(value, { org, node });
    if (this.#order.size <= this.#max) return undefined;
    for (const [oldest, place] of this.#order) {
      this.delete(place.org, place.node);
      return oldest;
    }
    return undefined;
  }

  delete(org: string, node: string): void {
    const value = this.#values.get(org, node);
    if (value === undefined) return;
    this.#values.delete(org, node);
    this.#order.delete(value);
  }
}
