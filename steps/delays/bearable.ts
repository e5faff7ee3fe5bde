import type { TargetTimings } from '../../conformance/target-file/timings.ts';

/** How long judge or server may be held up, milliseconds. */
export interface Bearable {
  /** Whatever else is so, before a target may rightly do something else than with both in time. */
  readonly anyhowMs: number;
  /** Where nothing tells of a node that was missed: what waits for no heartbeat has more time. */
  readonly unmarkedMs: number;
}

/** What begins half of its time before the end of a delay is over with it. */
const HALF = 0.5;

/**
 * How long judge or server may be held up by a target with these times. Nodes are missed after two heartbeats that do not
 * come, and the one that is late may be the second; that leaves its mark in the feeds of jobs or on the node. Votes end,
 * jobs are forgotten, keys and records expire without one. Source: protocol §4 to §7.
 */
export function bearable(timings: TargetTimings): Bearable {
  const { heartbeatIntervalMs, votingTimeoutMs, waitCompleteMs, orgFeedExpirationMs, zapKeyLifeMs } = timings;
  const others = Math.min(votingTimeoutMs, waitCompleteMs, orgFeedExpirationMs, zapKeyLifeMs);
  const anyhowMs = Math.min(heartbeatIntervalMs, HALF * others);
  return { anyhowMs, unmarkedMs: Math.max(anyhowMs, HALF * others) };
}
