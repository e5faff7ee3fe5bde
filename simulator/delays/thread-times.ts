import { readdirSync, readFileSync } from 'node:fs';

const NS_PER_MS = 1_000_000;

/** How long a thread has run so far, and how long it could have run and another did. Milliseconds. */
export interface ThreadTimes {
  readonly ranMs: number;
  readonly waitedMs: number;
}

/**
 * The times of each thread of a process, by its id. Empty where the system does not tell, or the process is gone. Source:
 * Linux, `sched-stats.rst`.
 */
export function threadTimes(pid: number): ReadonlyMap<string, ThreadTimes> {
  const times = new Map<string, ThreadTimes>();
  for (const thread of threadsOf(pid)) {
    const found = timesIn(`/proc/${pid}/task/${thread}/schedstat`);
    if (found !== undefined) times.set(thread, found);
  }
  return times;
}

/** How long the main thread of this process has waited for a processor so far; undefined where the system does not tell. */
export function ownWaitMs(): number | undefined {
  return timesIn('/proc/self/schedstat')?.waitedMs;
}

function threadsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return []; // no Linux, or no process
  }
}

/** The first two of three numbers, nanoseconds. */
function timesIn(file: string): ThreadTimes | undefined {
  try {
    const [ranNs, waitedNs] = readFileSync(file, 'utf8').split(' ').map(Number);
    if (ranNs === undefined || waitedNs === undefined) return undefined;
    return { ranMs: ranNs / NS_PER_MS, waitedMs: waitedNs / NS_PER_MS };
  } catch {
    return undefined; // the thread has ended
  }
}
