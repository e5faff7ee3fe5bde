import type { ServerTimings } from '../server/settings.ts';

/**
 * What a server of a test has where it is not told otherwise: everything that takes time, from a heartbeat of 100 ms.
 * The shipped server's own times are `DEFAULT_TIMINGS`. Source: protocol §3 to §7.
 */
export const FAST_TIMINGS = {
  heartbeatIntervalMs: 100,
  votingTimeoutMs: 2_000,
  rehabIntervalMs: 250,
  waitCompleteMs: 1_000,
  keepAliveMs: 1_000,
  // its folder goes with the test
  diskReserveBytes: 0,
} as const satisfies Partial<ServerTimings>;
