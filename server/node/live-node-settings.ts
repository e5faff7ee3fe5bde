import type { AvailabilityRules } from './availability.ts';

/** Times and limits by which nodes are watched. */
export interface LiveNodeSettings extends AvailabilityRules {
  readonly rehabIntervalMs: number;
  /** Lives of one node that are told to abort at once, of those that take the place of another within a rehab interval. */
  readonly maxNewLives: number;
  /** The longest a node's heartbeats go unchecked, in intervals. */
  readonly detectOfflineIntervals: number;
  /** Missed server heartbeats after which a node thinks the server offline. */
  readonly offlineThreshold: number;
}
