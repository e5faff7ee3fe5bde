import { Session } from 'node:inspector/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** What a process has done so far; two of these give a rate. */
export interface WorkSample {
  /** Messages, rows, whatever the process counts. */
  readonly done: number;
  /** Milliseconds, never going back; of this process only. */
  readonly atMs: number;
  /** CPU time of all threads of the process, microseconds. */
  readonly cpuMicros: number;
}

/** This process's work until now. */
export function sampleWork(done: number): WorkSample {
  return { done, atMs: performance.now(), cpuMicros: cpuMicros() };
}

/** CPU time of all threads of this process so far, microseconds. */
export function cpuMicros(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** What was done a second between two samples of one process. */
export function ratePerSecond(before: WorkSample, after: WorkSample): number {
  return ((after.done - before.done) / (after.atMs - before.atMs)) * 1_000;
}

/** CPU time that each of them took, microseconds. */
export function cpuMicrosEach(before: WorkSample, after: WorkSample): number {
  return (after.cpuMicros - before.cpuMicros) / (after.done - before.done);
}

/**
 * Resident memory of this process, bytes, after the garbage is gone. The collection is the inspector's, because that
 * one gives pages back to the system, while `gc()` keeps them for later.
 */
export async function residentBytes(): Promise<number> {
  const session = new Session();
  session.connect();
  // twice with a turn between: what finalizers let go of is gone after the second
  for (let time = 0; time < 2; time++) {
    await session.post('HeapProfiler.collectGarbage');
    await nextTurn();
  }
  session.disconnect();
  return process.memoryUsage.rss();
}
