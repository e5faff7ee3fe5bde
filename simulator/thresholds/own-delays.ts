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

/** From here on as much time went by waiting for a processor as working: nodes come up late that would not otherwise. */
const STRETCH_THAT_DELAYS_NODES = 2;

/** A server that has heard nothing of a node for so many intervals takes it for down. Source: protocol §5. */
const INTERVALS_THAT_LOSE_NODES = 3;

const IS_UPPER_LIMIT: readonly ComparisonOperator[] = ['<', '<='];

/**
 * Whether a crossed threshold may be crossed only because this machine was too slow: then it says nothing of the server.
 * Of durations with an upper limit, where they would have kept it without the delays here; of counts of nodes, and of a server on
 * this machine, where their work was delayed as much as it took; of all others, where nodes were late enough to be taken for down.
 */
export function mayBeOurs(
  threshold: Pick<Threshold, 'left' | 'right' | 'comparison'>,
  { isKept, left, right }: Pick<ThresholdVerdict, 'isKept' | 'left' | 'right'>,
  { longestSeconds, stretch, heartbeatSeconds }: OwnDelays,
): boolean {
  if (isKept) return false;
  const names = metricsOf(threshold.left).map((name) => name.split(/[.{]/)[0] ?? '');
  const areAll = (is: (name: string) => boolean) => names.length > 0 && names.every(is);
  const isLimited =
    IS_UPPER_LIMIT.includes(threshold.comparison) && left !== undefined && right !== undefined;
  if (isLimited && areAll(isDuration)) {
    const withoutDelays = Math.max(0, Math.min(left - longestSeconds, left / stretch));
    return threshold.comparison === '<' ? withoutDelays < right : withoutDelays <= right;
  }
  if (areAll(isOfThoseWhoWait) && stretch >= STRETCH_THAT_DELAYS_NODES) return true;
  return longestSeconds >= INTERVALS_THAT_LOSE_NODES * heartbeatSeconds;
}

/**
 * Nodes that wait for a processor come up late. A server that does keeps what it has not done yet in memory, and refuses messages
 * of a life of a node whose next one has begun before it reads them. An error in its log is its own.
 */
function isOfThoseWhoWait(name: string): boolean {
  return name.startsWith('nodes_') || (name.startsWith('server_') && name !== 'server_errors');
}

/** Of the gauges only how late the server is takes as much longer as its machine is slow. */
function isDuration(name: string): boolean {
  return Object.hasOwn(DISTRIBUTIONS, name) || name === 'server_late_seconds';
}
