import { patienceOf } from '../../conformance/plan/patience.ts';
import type { ResolvedTarget } from '../../conformance/target-file/resolved-target.ts';

/** How long a step may go on after its wait has given up. */
const AFTERWARDS_MS = 40_000;

/** How long a step waits for something before it gives up: what the target's times ask for, and no longer than was asked. */
export function patienceMs({
  timings,
  patienceMs: most,
}: Pick<ResolvedTarget, 'timings' | 'patienceMs'>): number {
  return Math.min(patienceOf(timings), most ?? Number.POSITIVE_INFINITY);
}

/** How long a step may take at all. */
export function stepTimeoutMs(target: ResolvedTarget): number {
  return patienceMs(target) + AFTERWARDS_MS;
}
