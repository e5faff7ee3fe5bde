import { resolveTimings, type ServerTimings } from '../../server/settings.ts';
import { type Waits, waitsFor } from './testbed/waits.ts';

/**
 * A client that a busy machine holds up for some intervals is not down yet, nor is its server: it is judged by what it does,
 * not by when. With these it may be silent for about sixty intervals, and hear nothing for ten.
 */
const SLOW_TO_GIVE_UP = { downThreshold: 0.05, decayWindow: 20, offlineThreshold: 10 };

/** Half of the time after which a client that hears nothing goes away: what it hears next may be late as well. */
const HALF = 0.5;

/** The times of the server that a client meets, and of the scenarios that judge it. Milliseconds. */
export interface ClientTimings {
  readonly server: ServerTimings;
  readonly waits: Waits;
  /** Delays of the judge that are shorter make no client do anything else. */
  readonly bearsMs: number;
}

/** All of them come from the interval between two heartbeats. */
export function clientTimings(heartbeatIntervalMs: number, patienceMs: number): ClientTimings {
  const waits = waitsFor(heartbeatIntervalMs, patienceMs);
  const server = resolveTimings({
    heartbeatIntervalMs,
    votingTimeoutMs: waits.answerMs,
    rehabIntervalMs: Math.min(1_000, 2 * heartbeatIntervalMs),
    ...SLOW_TO_GIVE_UP,
  });
  return { server, waits, bearsMs: HALF * SLOW_TO_GIVE_UP.offlineThreshold * heartbeatIntervalMs };
}
