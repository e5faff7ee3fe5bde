import type { Clock, Timer } from '../../protocol/time/clock.ts';

/** The same time for each of many things, with one timer for all. */
export class Deadlines<T> {
  readonly #clock: Clock;
  readonly #ms: number;
  readonly #onDue: (item: T) => void;
  /** When each is due; the first is the next, since all have the same time. */
  readonly #dueMs = new Map<T, number>();
  #timer: Timer | undefined;

  constructor(options: {
    readonly clock: Clock;
    readonly ms: number;
    /** The time of a thing is over, and it is taken out. */
    readonly onDue: (item: T) => void;
  }) {
    this.#clock = options.clock;
    this.#ms = options.ms;
    this.#onDue = options.onDue;
  }

  get count(): number {
    return this.#dueMs.size;
  }

  /** Starts the time of a thing that has none. */
  add(item: T): void {
    this.#dueMs.set(item, this.#clock.monotonic() + this.#ms);
    this.#timer ??= this.#clock.after(this.#ms, () => this.#look());
  }

  /** Its time starts anew. */
  renew(item: T): void {
    this.#dueMs.delete(item);
    this.add(item);
  }

  /** Whatever it waited for has come. */
  delete(item: T): void {
    this.#dueMs.delete(item);
  }

  stop(): void {
    this.#timer?.cancel();
    this.#dueMs.clear();
  }

  #look(): void {
    this.#timer = undefined;
    const nowMs = this.#clock.monotonic();
    for (const [item, dueMs] of this.#dueMs) {
      if (dueMs > nowMs) {
        this.#timer = this.#clock.after(dueMs - nowMs, () => this.#look());
        return;
      }
      this.#dueMs.delete(item);
      this.#onDue(item);
    }
  }
}
