import type { ResolvedTarget } from '../../conform/target/resolved-target.ts';
import type { Target } from '../target/target.ts';

/** Far more than any wait takes that depends on no timing of the target, on a busy machine. */
const ANYHOW_MS = 12_000;

/** How long a step may go on after its wait has given up. */
const AFTERWARDS_MS = 40_000;

/**
 * How long a step waits for something before it gives up: far above any wait that succeeds, so that only a wait that
 * fails takes so long.
 */
export function patienceMs({ timings, patienceMs: most }: Pick<Target, 'timings' | 'patienceMs'>): number {
  const { heartbeatIntervalMs, votingTimeoutMs, waitCompleteMs, orgFeedExpirationMs } = timings;
  const ofTimings =
    30 * heartbeatIntervalMs + 2 * Math.max(votingTimeoutMs, waitCompleteMs, orgFeedExpirationMs);
  return Math.min(ANYHOW_MS + ofTimings, most ?? Number.POSITIVE_INFINITY);
}

/** How long a step may take at all. */
export function stepTimeoutMs({ timings, patienceMs: most }: ResolvedTarget): number {
  return patienceMs({ timings, patienceMs: most }) + AFTERWARDS_MS;
}
