import { type ComparisonOperator, metricsOf, type Threshold } from './expression.ts';
import { DISTRIBUTIONS } from './metric-names.ts';
import type { ThresholdVerdict } from './verdict.ts';

/** How much this machine kept a run from going as fast as the server let it. */
export interface OwnDelays {
  /** The longest that a process of the fleet came late to what was due, seconds. */
  readonly longestSeconds: number;
  /** How many times as long the work here took as with a processor for each thread; 1 where nobody waited. */
  readonly stretch: number;
  /** Between two heartbeats of a node: who is late by that may be taken for down, and its job fails. Seconds. */
  readonly heartbeatSeconds: number;
}

/** From here on as much time went by waiting for a processor as working: nodes miss what they would not otherwise. */
const STRETCH_THAT_LOSES_NODES = 2;

const IS_UPPER_LIMIT: readonly ComparisonOperator[] = ['<', '<='];

/**
 * Whether a crossed threshold may be crossed only because this machine was too slow: then it says nothing of the server.
 * Of durations with an upper limit, where they would have kept it without the delays here; of all others, where nodes were late
 * enough to be missed.
 */
export function mayBeOurs(
  threshold: Pick<Threshold, 'left' | 'right' | 'comparison'>,
  { isKept, left, right }: Pick<ThresholdVerdict, 'isKept' | 'left' | 'right'>,
  { longestSeconds, stretch, heartbeatSeconds }: OwnDelays,
): boolean {
  if (isKept) return false;
  const names = metricsOf(threshold.left);
  const isDuration =
    names.length > 0 && names.every((name) => Object.hasOwn(DISTRIBUTIONS, name.split(/[.{]/)[0] ?? ''));
  if (
    isDuration &&
    IS_UPPER_LIMIT.includes(threshold.comparison) &&
    left !== undefined &&
    right !== undefined
  )
    return Math.min(left - longestSeconds, left / stretch) <= right;
  return longestSeconds >= heartbeatSeconds || stretch >= STRETCH_THAT_LOSES_NODES;
}
