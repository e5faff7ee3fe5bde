import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';

/** How late the event loop was, milliseconds. */
export interface LoopDelay {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

const EVERY_MS = 10;
const MICROS_A_MS = 1_000;

/**
 * Measures how late a timer is. Unlike Node's own monitor it leaves out what happens while it is paused: that one
 * counts the whole pause as one delay.
 */
export class LoopWatch {
  readonly #all = createHistogram();
  readonly #recent = createHistogram();
  #dueMs: number | undefined;

  constructor() {
    setInterval(() => this.#tick(), EVERY_MS).unref();
  }

  /** Since the last reset. */
  get all(): LoopDelay {
    return delayOf(this.#all);
  }

  /** Since the last call. */
  recent(): LoopDelay {
    const delay = delayOf(this.#recent);
    this.#recent.reset();
    return delay;
  }

  start(): void {
    this.#dueMs = performance.now() + EVERY_MS;
  }

  pause(): void {
    this.#dueMs = undefined;
  }

  reset(): void {
    this.#all.reset();
    this.#recent.reset();
  }

  #tick(): void {
    if (this.#dueMs === undefined) return;
    const nowMs = performance.now();
    // a histogram holds whole numbers above 0
    const micros = Math.max(1, Math.round((nowMs - this.#dueMs) * MICROS_A_MS));
    this.#all.record(micros);
    this.#recent.record(micros);
    this.#dueMs = nowMs + EVERY_MS;
  }
}

function delayOf(histogram: RecordableHistogram): LoopDelay {
  if (histogram.count === 0) return { p50Ms: 0, p99Ms: 0, maxMs: 0 };
  return {
    p50Ms: histogram.percentile(50) / MICROS_A_MS,
    p99Ms: histogram.percentile(99) / MICROS_A_MS,
    maxMs: histogram.max / MICROS_A_MS,
  };
}
