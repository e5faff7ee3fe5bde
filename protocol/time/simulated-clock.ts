import type { Clock, Timer } from './clock.ts';

interface PendingTimer {
  readonly dueMs: number;
  readonly fire: () => void;
}

/**
 * A clock that stands still until it is told to advance.
 *
 * Timers fire in the order they are due, those due at the same moment in the order they were made. A timer made while
 * advancing fires in the same call if it is due by then.
 */
export class SimulatedClock implements Clock {
  readonly #startMs: number;
  #elapsedMs = 0;
  /** Sorted, the latest first, so that the next one is popped from the end. */
  readonly #pending: PendingTimer[] = [];

  /** @param startMs wall clock at the start, milliseconds since the Unix epoch */
  constructor(startMs = Date.UTC(2014, 6, 10, 5, 17, 40)) {
    this.#startMs = startMs;
  }

  now(): number {
    return this.#startMs + this.#elapsedMs;
  }

  monotonic(): number {
    return this.#elapsedMs;
  }

  after(ms: number, fire: () => void): Timer {
    const timer: PendingTimer = { dueMs: this.#elapsedMs + Math.max(0, ms), fire };
    this.#pending.splice(this.#placeFor(timer.dueMs), 0, timer);
    return {
      cancel: () => {
        const index = this.#pending.indexOf(timer);
        if (index >= 0) this.#pending.splice(index, 1);
      },
    };
  }

  /** How many timers have not fired yet. */
  get pendingTimers(): number {
    return this.#pending.length;
  }

  /** Lets `ms` milliseconds pass and fires what is due on the way, each at its own moment. */
  advance(ms: number): void {
    const targetMs = this.#elapsedMs + ms;
    for (let timer = this.#pending.at(-1); timer && timer.dueMs <= targetMs; timer = this.#pending.at(-1)) {
      this.#pending.pop();
      // a callback that advances the clock itself may already have passed this moment
      this.#elapsedMs = Math.max(this.#elapsedMs, timer.dueMs);
      timer.fire();
    }
    this.#elapsedMs = Math.max(this.#elapsedMs, targetMs);
  }

  /** Index before which every timer is due later than `dueMs`. */
  #placeFor(dueMs: number): number {
    let low = 0;
    let high = this.#pending.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#pending[middle]?.dueMs ?? 0) > dueMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
