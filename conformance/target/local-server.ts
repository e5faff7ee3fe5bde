import { existsSync } from 'node:fs';
import { listenerPid } from './listener-pid.ts';

/** A server that is down is not looked for all the time. */
const LOOK_EVERY_MS = 1_000;

/** Gives the process at this URL whenever it is asked: another one, after somebody has restarted it. */
export function localServer(url: string): () => number | undefined {
  let known: number | undefined;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  return () => {
    if (known !== undefined && existsSync(`/proc/${known}`)) return known;
    const atMs = performance.now();
    if (atMs - lookedAtMs < LOOK_EVERY_MS) return undefined;
    lookedAtMs = atMs;
    known = listenerPid(url);
    return known;
  };
}
