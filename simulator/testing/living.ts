import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { systemClock } from '../../protocol/time/clock.ts';

const PATIENCE_MS = 120_000;

/** True while the process runs; a zombie, which only waits to be looked at, does not. */
export function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // the kernel has forgotten it
    return false;
  }
}

/** Resolves when these processes are gone: a kill takes a moment to be done. */
export async function gone(pids: readonly number[]): Promise<void> {
  const deadlineMs = systemClock.monotonic() + PATIENCE_MS;
  while (pids.some(isAlive)) {
    assert.ok(systemClock.monotonic() < deadlineMs, `still alive: ${pids.filter(isAlive)}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
