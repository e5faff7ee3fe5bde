import { type ThreadTimes, threadTimes } from './thread-times.ts';

/** Less work than this says nothing of how it went, milliseconds. */
const LEAST_WORK_MS = 200;

/** How many times as long the work of some processes took as with a processor for each of their threads. */
export class Stretch {
  readonly #read: (pid: number) => ReadonlyMap<string, ThreadTimes>;
  readonly #last = new Map<string, ThreadTimes>();
  #ranMs = 0;
  #waitedMs = 0;

  /** @param read in place of what the system tells, for tests */
  constructor(read: (pid: number) => ReadonlyMap<string, ThreadTimes> = threadTimes) {
    this.#read = read;
  }

  /** Forgets what was: from here on it counts. */
  begin(): void {
    this.#ranMs = 0;
    this.#waitedMs = 0;
  }

  /** Takes into account what these processes did since the look before; which they are may change. */
  look(pids: readonly number[]): void {
    for (const pid of pids) {
      for (const [thread, times] of this.#read(pid)) {
        const key = `${pid}/${thread}`;
        const before = this.#last.get(key);
        this.#last.set(key, times);
        if (before === undefined) continue;
        this.#ranMs += times.ranMs - before.ranMs;
        this.#waitedMs += times.waitedMs - before.waitedMs;
      }
    }
  }

  /** 1 where nobody waited, and where too little was done to tell. */
  get factor(): number {
    return this.#ranMs < LEAST_WORK_MS ? 1 : (this.#ranMs + this.#waitedMs) / this.#ranMs;
  }
}
