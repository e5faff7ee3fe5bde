import type { Clock, Timer } from '../../protocol/time/clock.ts';

/**
 * One timer for any number of items. Items sit in slots of one tick and cannot be taken out: whoever is woken looks
 * whether it is still concerned. Waking comes at most one tick late, never early.
 *
 * Its time passes only while the process keeps up: when a tick comes late, because the process was stopped or busy,
 * what it missed does not count. Nobody is to be called silent for the time in which nobody listened.
 */
export class Wheel<T> {
  readonly #clock: Clock;
  readonly #tickMs: number;
  readonly #wake: (item: T) => void;
  readonly #slots = new Map<number, T[]>();
  /** Clock time that did not count. */
  #missedMs = 0;
  /** Clock time at which the next tick is due. */
  #tickDueMs: number;
  /** The last slot that was emptied. */
  #slot = 0;
  #timer: Timer | undefined;

  constructor(options: {
    readonly clock: Clock;
    readonly tickMs: number;
    readonly wake: (item: T) => void;
  }) {
    this.#clock = options.clock;
    this.#tickMs = options.tickMs;
    this.#wake = options.wake;
    this.#tickDueMs = this.#clock.monotonic() + this.#tickMs;
    this.#slot = this.#slotOf(this.nowMs());
  }

  start(): void {
    this.#tickDueMs = this.#clock.monotonic() + this.#tickMs;
    this.#timer = this.#clock.after(this.#tickMs, () => this.#tick());
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#slots.clear();
  }

  /** Milliseconds, never going back: the clock's monotonic time less what was missed. */
  nowMs(): number {
    return Math.min(this.#clock.monotonic(), this.#tickDueMs + this.#tickMs) - this.#missedMs;
  }

  /** Wakes the item once the wheel's time has reached `dueMs`. */
  add(item: T, dueMs: number): void {
    const slot = Math.max(Math.ceil(dueMs / this.#tickMs), this.#slot + 1);
    const items = this.#slots.get(slot);
    if (items === undefined) this.#slots.set(slot, [item]);
    else items.push(item);
  }

  #tick(): void {
    const clockMs = this.#clock.monotonic();
    this.#missedMs += Math.max(0, clockMs - (this.#tickDueMs + this.#tickMs));
    this.#tickDueMs = clockMs + this.#tickMs;
    this.#timer = this.#clock.after(this.#tickMs, () => this.#tick());
    const reached = this.#slotOf(this.nowMs());
    while (this.#slot < reached) {
      this.#slot += 1;
      const items = this.#slots.get(this.#slot);
      if (items === undefined) continue;
      this.#slots.delete(this.#slot);
      for (const item of items) this.#wake(item);
    }
  }

  #slotOf(ms: number): number {
    return Math.floor(ms / this.#tickMs);
  }
}
