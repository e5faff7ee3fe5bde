import { waitsIn } from '../plan/waits.ts';

/** A configuration lives for so many intervals, where it is to end while somebody looks on; at least so long. */
const SHORT_LIFE_INTERVALS = 30;
const SHORT_LIFE_SECONDS = 2;

/** What the clocks of two processes and the way between them may add, as a share of the life. */
export const LIFE_TOLERANCE = 0.25;

/** The shipped client looks only so often whether its configuration has run out. Source: protocol §10, deadline-every-5s. */
export const LOOKS_EVERY_MS = 5_000;

/** Intervals that it takes to find out when a client counts its server as offline, and to try it at that moment. */
const OFFLINE_INTERVALS = 27;

/** What `@waits:NAME` says that a scenario about a client waits for, as milliseconds. */
export const CLIENT_WAITS: Readonly<Record<string, (heartbeatIntervalMs: number) => number>> = {
  heartbeats: (heartbeatIntervalMs) => 7 * heartbeatIntervalMs,
  heartbeat: (heartbeatIntervalMs) => 2 * heartbeatIntervalMs,
  'short-life': (heartbeatIntervalMs) => lifeEndsMs(heartbeatIntervalMs) + LOOKS_EVERY_MS,
  offline: (heartbeatIntervalMs) => OFFLINE_INTERVALS * heartbeatIntervalMs,
};

/** Seconds for which a configuration lives that is to end while somebody looks on. */
export function shortLifeSeconds(heartbeatIntervalMs: number): number {
  return Math.max(SHORT_LIFE_SECONDS, Math.ceil((SHORT_LIFE_INTERVALS * heartbeatIntervalMs) / 1_000));
}

/** Until then a client that keeps its deadline has configured itself anew. */
export function lifeEndsMs(heartbeatIntervalMs: number): number {
  return (1 + LIFE_TOLERANCE) * shortLifeSeconds(heartbeatIntervalMs) * 1_000;
}

/** How long a scenario with these tags takes at least. */
export function clientWaitsMs(tags: readonly string[], heartbeatIntervalMs: number): number {
  return waitsIn(tags).reduce((sum, name) => sum + (CLIENT_WAITS[name]?.(heartbeatIntervalMs) ?? 0), 0);
}
