import { LoopDelays } from './loop-delays.ts';
import { ProcessDelays } from './process-delays.ts';
import { ownWaitMs } from './thread-times.ts';

/** Who could not work in time: the judge with its virtual nodes, or the server in a process of its own on this machine. */
export type HeldUp = 'judge' | 'server';

/** The longest time for which somebody was held up. */
export interface LongestDelay {
  readonly who: HeldUp;
  readonly ms: number;
}

/** Two moments, milliseconds of `performance.now()`. */
export type Moments = readonly [sinceMs: number, untilMs: number];

/** How often the server's threads are looked at. */
const LOOK_EVERY_MS = 100;

/** A step in which the judge got to do less than this part of its work was not given the time that it takes. */
const SHARE = 0.5;

export interface DelayWatchOptions {
  /**
   * Whether work of this process's own counts where it keeps virtual nodes waiting. Where the server under test is in the
   * same process it may be the server's work, which is its fault: only time without a processor counts then.
   */
  readonly countsOwnWork: boolean;
}

/** Watches whether judge and server get to run in time. */
export class DelayWatch {
  readonly #judge: LoopDelays;
  #server: { readonly pid: number; readonly delays: ProcessDelays } | undefined;
  #serverPid: () => number | undefined = () => undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor({ countsOwnWork }: DelayWatchOptions) {
    this.#judge = new LoopDelays(countsOwnWork ? undefined : ownWaitMs);
  }

  start(): void {
    this.#judge.start();
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS).unref();
  }

  stop(): void {
    this.#judge.stop();
    clearInterval(this.#timer);
  }

  /**
   * Forgets what was: another scenario begins.
   * @param serverPid gives the process of its server, where it is one of this machine; which it is may change
   */
  begin(serverPid: () => number | undefined): void {
    this.#serverPid = serverPid;
    this.#look();
    const atMs = performance.now();
    this.#judge.forgetBefore(atMs);
    this.#server?.delays.forgetBefore(atMs);
  }

  /**
   * What held up whatever was under way, and where nobody was held up for long, the step alone if it got too little time in
   * all; undefined where neither did.
   * @param bearsMs delays that are shorter are no matter
   */
  longestWithin(underWay: Moments, step: Moments, bearsMs: number): LongestDelay | undefined {
    this.#look();
    const serverMs = this.#server?.delays.longestWithin(...underWay) ?? 0;
    const judgeMs = this.#judge.longestWithin(...underWay);
    const ms = Math.max(judgeMs, serverMs);
    if (ms >= bearsMs) return { who: ms === judgeMs ? 'judge' : 'server', ms };
    const inAllMs = this.#judge.allWithin(...step);
    const isStarved = inAllMs >= bearsMs && inAllMs >= SHARE * (step[1] - step[0]);
    return isStarved ? { who: 'judge', ms: inAllMs } : undefined;
  }

  #look(): void {
    const pid = this.#serverPid();
    if (pid !== this.#server?.pid)
      this.#server = pid === undefined ? undefined : { pid, delays: new ProcessDelays(pid) };
    const atMs = performance.now();
    this.#judge.look(atMs);
    this.#server?.delays.look(atMs);
  }
}
