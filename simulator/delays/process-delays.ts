import { longestWithin, type Span } from './spans.ts';
import { type ThreadTimes, threadTimes } from './thread-times.ts';

/** A thread that is at work, or waits to be, for more of a sample than this does not come to what is new. */
const SATURATED = 0.9;

/**
 * When the threads of a process had so much to do that they came to nothing new, since they waited for a processor most of
 * the time. One that works a little and waits a little before it does comes to everything in time.
 */
export class ProcessDelays {
  readonly #read: () => ReadonlyMap<string, ThreadTimes>;
  readonly #spans = new Map<string, Span[]>();
  #last: ReadonlyMap<string, ThreadTimes> = new Map();
  #lastAtMs: number | undefined;

  constructor(pid: number, read: () => ReadonlyMap<string, ThreadTimes> = () => threadTimes(pid)) {
    this.#read = read;
  }

  look(atMs: number): void {
    const times = this.#read();
    const fromMs = this.#lastAtMs;
    for (const [thread, { ranMs, waitedMs }] of times) {
      const before = this.#last.get(thread);
      if (before === undefined || fromMs === undefined) continue;
      const heldMs = waitedMs - before.waitedMs;
      if (heldMs + ranMs - before.ranMs < SATURATED * (atMs - fromMs)) continue;
      // a wait is known when it is over: it may have begun before the last look
      this.#add(thread, { fromMs: Math.min(fromMs, atMs - heldMs), toMs: atMs, heldMs });
    }
    this.#last = times;
    this.#lastAtMs = atMs;
  }

  /** What has ended is forgotten here alone: a server that has been stopped was held up before that all the same. */
  forgetBefore(atMs: number): void {
    for (const [thread, spans] of this.#spans) {
      const left = spans.filter(({ toMs }) => toMs >= atMs);
      if (left.length > 0) this.#spans.set(thread, left);
      else this.#spans.delete(thread);
    }
  }

  /** Of the thread that was held up longest. */
  longestWithin(sinceMs: number, untilMs: number): number {
    return Math.max(0, ...[...this.#spans.values()].map((spans) => longestWithin(spans, sinceMs, untilMs)));
  }

  /** Samples that follow each other are one span. */
  #add(thread: string, span: Span): void {
    const spans = this.#spans.get(thread) ?? [];
    this.#spans.set(thread, spans);
    const last = spans.at(-1);
    if (last === undefined || last.toMs < span.fromMs) {
      spans.push(span);
      return;
    }
    spans[spans.length - 1] = {
      fromMs: Math.min(last.fromMs, span.fromMs),
      toMs: span.toMs,
      heldMs: last.heldMs + span.heldMs,
    };
  }
}
