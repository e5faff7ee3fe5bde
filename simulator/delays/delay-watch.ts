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

/**
 * Where the judge got less than this part of the time of a step, or of all that was under way, it was not given the time that
 * it takes: many short delays make every heartbeat late, and no single one of them is long.
 */
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
  /** Sockets are served by threads beside the event loop, which may be held up while it is not. */
  readonly #judgeThreads: ProcessDelays;
  #server: { readonly pid: number; readonly delays: ProcessDelays } | undefined;
  #serverPid: () => number | undefined = () => undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param threads in place of those of this process, for tests */
  constructor({ countsOwnWork }: DelayWatchOptions, threads = new ProcessDelays(process.pid)) {
    this.#judge = new LoopDelays(countsOwnWork ? undefined : ownWaitMs);
    this.#judgeThreads = threads;
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
    this.#judgeThreads.forgetBefore(atMs);
    this.#server?.delays.forgetBefore(atMs);
  }

  /**
   * What held up whatever was under way, and where nobody was held up for long, the step or all that was under way if it got
   * too little time in all; undefined where neither did.
   * @param bearsMs delays that are shorter are no matter
   */
  longestWithin(underWay: Moments, step: Moments, bearsMs: number): LongestDelay | undefined {
    this.#look();
    const serverMs = this.#server?.delays.longestWithin(...underWay) ?? 0;
    const judgeMs = Math.max(
      this.#judge.longestWithin(...underWay),
      this.#judgeThreads.longestWithin(...underWay),
    );
    const ms = Math.max(judgeMs, serverMs);
    if (ms >= bearsMs) return { who: ms === judgeMs ? 'judge' : 'server', ms };
    const starvedMs = [step, underWay]
      .map((moments) => this.#starvedMs(moments))
      .find((all) => all >= bearsMs);
    return starvedMs === undefined ? undefined : { who: 'judge', ms: starvedMs };
  }

  /** For how long the judge was held up between two moments, where that is too large a part of them; else 0. */
  #starvedMs([sinceMs, untilMs]: Moments): number {
    const inAllMs = this.#judge.allWithin(sinceMs, untilMs);
    return inAllMs >= SHARE * (untilMs - sinceMs) ? inAllMs : 0;
  }

  #look(): void {
    const pid = this.#serverPid();
    if (pid !== this.#server?.pid)
      this.#server = pid === undefined ? undefined : { pid, delays: new ProcessDelays(pid) };
    const atMs = performance.now();
    this.#judge.look(atMs);
    this.#judgeThreads.look(atMs);
    this.#server?.delays.look(atMs);
  }
}
