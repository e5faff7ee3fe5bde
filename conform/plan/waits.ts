import type { TargetTimings } from '../target/timings.ts';

/** A node comes up within so many heartbeats. */
const HEARTBEATS_TO_COME_UP = 4;

/** A node that falls silent is given up within so many. Source: protocol §5, "Down detection". */
const HEARTBEATS_TO_BE_MISSED = 12;

/** What `@waits:NAME` says that a scenario waits for, as milliseconds of a target. */
export const WAITS: Readonly<Record<string, (timings: TargetTimings) => number>> = {
  votes: ({ votingTimeoutMs }) => votingTimeoutMs,
  memory: ({ waitCompleteMs }) => waitCompleteMs,
  history: ({ orgFeedExpirationMs }) => orgFeedExpirationMs,
  'keep-alive': ({ keepAliveMs }) => 3 * keepAliveMs,
  silence: ({ heartbeatIntervalMs }) => HEARTBEATS_TO_BE_MISSED * heartbeatIntervalMs,
  'key-life': ({ zapKeyLifeMs }) => zapKeyLifeMs,
  rehab: ({ rehabIntervalMs }) => 3 * rehabIntervalMs,
};

const PREFIX = '@waits:';

/** The names of what a scenario waits for. */
export function waitsIn(tags: readonly string[]): readonly string[] {
  return tags.filter((tag) => tag.startsWith(PREFIX)).map((tag) => tag.slice(PREFIX.length));
}

/** How long a scenario takes about, for no better reason than that it has to wait. */
export function expectedMs(waits: readonly string[], timings: TargetTimings): number {
  const ofNodes = HEARTBEATS_TO_COME_UP * timings.heartbeatIntervalMs + timings.rehabIntervalMs;
  return waits.reduce((sum, name) => sum + (WAITS[name]?.(timings) ?? 0), ofNodes);
}
