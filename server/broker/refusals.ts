import type { Logger } from 'pino';
import type { Clock, Timer } from '../../protocol/time/clock.ts';
import type { LabelCounter } from '../label-counter.ts';

const WINDOW_MS = 1_000;
const LINES_A_WINDOW = 5;

interface Window {
  lines: number;
  withheld: number;
}

/**
 * Counts what is refused, and says it in the log: one line each, but of each reason only a few a second and how many
 * were withheld, so that a flood fills no disk.
 */
export class Refusals {
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #counter: LabelCounter;
  readonly #line: string;
  readonly #windows = new Map<string, Window>();
  #timer: Timer | undefined;

  /** @param line of the log, in the singular: `message refused` */
  constructor(options: {
    readonly clock: Clock;
    readonly log: Logger;
    readonly counter: LabelCounter;
    readonly line: string;
  }) {
    this.#clock = options.clock;
    this.#log = options.log;
    this.#counter = options.counter;
    this.#line = options.line;
  }

  refuse(reason: string, details: Readonly<Record<string, unknown>> = {}): void {
    this.#counter.add(reason);
    const window = this.#windowOf(reason);
    if (window.lines < LINES_A_WINDOW) {
      window.lines += 1;
      this.#log.warn({ reason, ...details }, this.#line);
    } else {
      window.withheld += 1;
    }
  }

  stop(): void {
    this.#timer?.cancel();
    this.#closeWindows();
  }

  #windowOf(reason: string): Window {
    const open = this.#windows.get(reason);
    if (open !== undefined) return open;
    const window = { lines: 0, withheld: 0 };
    this.#windows.set(reason, window);
    this.#timer ??= this.#clock.after(WINDOW_MS, () => this.#closeWindows());
    return window;
  }

  #closeWindows(): void {
    this.#timer = undefined;
    for (const [reason, { withheld }] of this.#windows) {
      if (withheld > 0) this.#log.warn({ reason, withheld }, `more of the same: ${this.#line}`);
    }
    this.#windows.clear();
  }
}
