import type { Delay } from '../../reports/generators/conformance/results.ts';
import { DelayWatch, type Moments } from '../../simulator/delays/delay-watch.ts';

/**
 * Watches whether the judge gets to run in time: the server that the client talks to is in its process, and what both do
 * late the client answers otherwise.
 */
export class MachineWatch {
  // the server's own work is this tool's fault, and never an excuse
  readonly #watch = new DelayWatch({ countsOwnWork: false });
  readonly #bearsMs: number;
  #sinceMs = 0;

  /** @param bearsMs delays that are shorter make no client do anything else */
  constructor(bearsMs: number) {
    this.#bearsMs = bearsMs;
  }

  start(): void {
    this.#watch.start();
  }

  stop(): void {
    this.#watch.stop();
  }

  /** Forgets what was: something else is tried. */
  begin(): void {
    this.#watch.begin(() => undefined);
    this.#sinceMs = performance.now();
  }

  /** What held up the judge since then, longer than can be borne. */
  get delay(): Delay | undefined {
    const moments: Moments = [this.#sinceMs, performance.now()];
    const delay = this.#watch.longestWithin(moments, moments, this.#bearsMs);
    return delay && { who: delay.who, ms: Math.round(delay.ms), bearsMs: this.#bearsMs };
  }
}
