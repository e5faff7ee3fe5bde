import type { TargetTimings } from '../target-file/timings.ts';
import { WAITS } from './waits.ts';

/** Far more than any wait takes that depends on no timing of the target, on a busy machine. */
const ANYHOW_MS = 12_000;

/** How much longer than it should take a wait may take before it has failed. */
const FACTOR = 1.5;

/**
 * How long a step waits for something of a target with these times before it gives up: far above any wait that succeeds,
 * so that only a wait that fails takes so long.
 */
export function patienceOf(timings: TargetTimings): number {
  const longestMs = Math.max(...Object.values(WAITS).map((wait) => wait(timings)));
  return ANYHOW_MS + FACTOR * longestMs;
}
