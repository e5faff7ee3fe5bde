/**
 * Whether a node is up, told from its heartbeats: counted for each interval and smoothed over several, so that one late
 * heartbeat does no harm. Pure arithmetic; times are milliseconds of any steady clock. Source: protocol §5.
 */
export interface Availability {
  /** Share of due heartbeats that came, smoothed; 1 is a healthy node. Intervals that have ended are in it. */
  readonly share: number;
  /** Heartbeats of the interval that has not ended. */
  readonly heartbeats: number;
  readonly openedAtMs: number;
}

export interface AvailabilityRules {
  readonly intervalMs: number;
  /** A share below this is a node that is down. */
  readonly downThreshold: number;
  /** Intervals over which the share is smoothed. */
  readonly decayWindow: number;
}

/** A new life begins with twice the share that is needed, and its first message counts as a heartbeat. */
export function newAvailability(nowMs: number, rules: AvailabilityRules): Availability {
  return { share: 2 * rules.downThreshold, heartbeats: 1, openedAtMs: nowMs };
}

/** Counts a heartbeat, after every interval that has ended is closed. */
export function countHeartbeat(state: Availability, nowMs: number, rules: AvailabilityRules): Availability {
  const { share, heartbeats, openedAtMs } = closeIntervals(state, nowMs, rules);
  return { share, heartbeats: heartbeats + 1, openedAtMs };
}

/** Takes every interval that has ended by `nowMs` into the share. */
export function closeIntervals(state: Availability, nowMs: number, rules: AvailabilityRules): Availability {
  const ended = Math.floor((nowMs - state.openedAtMs) / rules.intervalMs);
  if (ended < 1) return state;
  return {
    share: closeOne(state, rules) * keep(rules) ** (ended - 1),
    heartbeats: 0,
    openedAtMs: state.openedAtMs + ended * rules.intervalMs,
  };
}

export function isDown(state: Availability, rules: AvailabilityRules): boolean {
  return state.share < rules.downThreshold;
}

/** The end of the interval that makes the node down if no more heartbeats come. */
export function silentDownAtMs(state: Availability, rules: AvailabilityRules): number {
  const afterThis = closeOne(state, rules);
  const more =
    afterThis < rules.downThreshold
      ? 0
      : // the least whole number of silent intervals that takes the share below the threshold
        Math.floor(Math.log(rules.downThreshold / afterThis) / Math.log(keep(rules))) + 1;
  return state.openedAtMs + (1 + more) * rules.intervalMs;
}

/** The share once the open interval has ended as it is. */
function closeOne({ share, heartbeats }: Availability, rules: AvailabilityRules): number {
  return share * keep(rules) + heartbeats * (1 - keep(rules));
}

/** The part of the share that outlives an interval. */
function keep({ decayWindow }: AvailabilityRules): number {
  return 1 - 1 / decayWindow;
}
