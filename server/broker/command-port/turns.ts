/** What is done for one in its turn before it is another's. */
const SHARE = 16;
/**
 * What is done in one turn of the event loop; a message costs 1. A job on ten thousand nodes brings as many at once, and
 * one node can send without end; timers, requests and other nodes are to be served in between.
 */
const BURST = 128;

/** Many who have something to do, each in its turn, and only so much in each turn of the event loop. */
export class Turns<T> {
  readonly #step: (item: T) => number;
  /** Those whose turn is to come, in order. */
  readonly #waiting = new Set<T>();
  #left = BURST;
  #scheduled: NodeJS.Immediate | undefined;

  /** @param step does one thing for an item and gives what it cost; 0: there is nothing more to do */
  constructor(step: (item: T) => number) {
    this.#step = step;
  }

  /** It has something to do: now, where there is time and nobody waits, or in its turn. */
  take(item: T): void {
    if (this.#waiting.size > 0 || this.#left <= 0 || !this.#serve(item)) this.#waiting.add(item);
    this.#scheduled ??= setImmediate(() => this.#nextTurn());
  }

  /** Whether its turn is still to come. */
  isWaiting(item: T): boolean {
    return this.#waiting.has(item);
  }

  delete(item: T): void {
    this.#waiting.delete(item);
  }

  stop(): void {
    clearImmediate(this.#scheduled);
    this.#waiting.clear();
  }

  #nextTurn(): void {
    this.#scheduled = undefined;
    this.#left = BURST;
    // those that are not done go to the end, and come again here if there is time
    for (const item of this.#waiting) {
      this.#waiting.delete(item);
      if (!this.#serve(item)) this.#waiting.add(item);
      if (this.#left <= 0) break;
    }
    if (this.#waiting.size > 0) this.#scheduled ??= setImmediate(() => this.#nextTurn());
  }

  /** False: it has more to do than its share. */
  #serve(item: T): boolean {
    for (let share = Math.min(SHARE, this.#left); share > 0; ) {
      const cost = this.#step(item);
      if (cost === 0) return true;
      share -= cost;
      this.#left -= cost;
    }
    return false;
  }
}
