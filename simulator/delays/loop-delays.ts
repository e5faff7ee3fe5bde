import { allWithin, longestWithin, type Span } from './spans.ts';

/** How often the event loop is asked to come by. */
const TICK_MS = 20;

/** Less is how late timers are anyway. */
const LEAST_MS = 10;

/** When the event loop of this process came late to what was due: everything in it did. */
export class LoopDelays {
  readonly #waitedMs: (() => number | undefined) | undefined;
  #spans: Span[] = [];
  #timer: NodeJS.Timeout | undefined;
  #lastAtMs = 0;
  #lastWaitedMs: number | undefined;

  /**
   * @param waitedMs where work of this process's own does not count: how long it has waited for a processor so far, and
   * undefined where the system does not tell
   */
  constructor(waitedMs?: () => number | undefined) {
    this.#waitedMs = waitedMs;
  }

  start(): void {
    this.#tick();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Takes into account what is late by now. */
  look(atMs: number): void {
    const waitedMs = this.#waitedMs?.();
    const lateMs = atMs - this.#lastAtMs - TICK_MS;
    const heldMs =
      waitedMs === undefined || this.#lastWaitedMs === undefined
        ? lateMs
        : Math.min(lateMs, waitedMs - this.#lastWaitedMs);
    if (heldMs >= LEAST_MS) this.#spans.push({ fromMs: this.#lastAtMs, toMs: atMs, heldMs });
    // what is not late goes on to be waited for
    if (lateMs < 0) return;
    this.#lastAtMs = atMs;
    this.#lastWaitedMs = waitedMs;
  }

  forgetBefore(atMs: number): void {
    this.#spans = this.#spans.filter(({ toMs }) => toMs >= atMs);
  }

  longestWithin(sinceMs: number, untilMs: number): number {
    return longestWithin(this.#spans, sinceMs, untilMs);
  }

  allWithin(sinceMs: number, untilMs: number): number {
    return allWithin(this.#spans, sinceMs, untilMs);
  }

  #tick(): void {
    const atMs = performance.now();
    if (this.#lastAtMs > 0) this.look(atMs);
    this.#lastAtMs = atMs;
    this.#lastWaitedMs = this.#waitedMs?.();
    this.#timer = setTimeout(() => this.#tick(), TICK_MS).unref();
  }
}
