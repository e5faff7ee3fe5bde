import { StartError } from './start-error.ts';

/** Every time and limit of the server. Source: protocol §3 to §7; the defaults are the shipped server's. */
export interface ServerTimings {
  /** Between two heartbeats, of the server and of each node. */
  readonly heartbeatIntervalMs: number;
  /** Share of due heartbeats below which a node is down. */
  readonly downThreshold: number;
  /** Intervals over which the share is smoothed. */
  readonly decayWindow: number;
  /** The longest a node's heartbeats go unchecked, in intervals. */
  readonly detectOfflineIntervals: number;
  readonly votingTimeoutMs: number;
  /** Between two `abort`s to a node in rehab. */
  readonly rehabIntervalMs: number;
  /** How long an ended job stays in memory, so that its feed can be read. */
  readonly waitCompleteMs: number;
  /** How long after its config request a CURVE key may connect. */
  readonly zapKeyLifeMs: number;
  /** How long a node may use its configuration. */
  readonly configLifetimeSeconds: number;
  readonly maxMessageSkewSeconds: number;
  readonly maxBodyBytes: number;
  /** How long the organisation feed records an event. */
  readonly orgFeedExpirationMs: number;
  /** Between two keep-alive comments of a feed. */
  readonly keepAliveMs: number;
  /** Missed server heartbeats after which a node thinks the server offline. */
  readonly offlineThreshold: number;
  /** Server heartbeats after which a node thinks it online again. */
  readonly onlineThreshold: number;
  /** Unsent bytes after which a feed's reader is cut off. */
  readonly maxReaderBufferBytes: number;
}

interface Bounds {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** Fractions are allowed. */
  readonly fraction?: true;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const TIMING_BOUNDS: { readonly [K in keyof ServerTimings]: Bounds } = {
  heartbeatIntervalMs: { default: 10_000, min: 10, max: HOUR_MS },
  downThreshold: { default: 0.6, min: 0.05, max: 0.95, fraction: true },
  decayWindow: { default: 4, min: 1.1, max: 1_000, fraction: true },
  detectOfflineIntervals: { default: 4, min: 1, max: 1_000 },
  votingTimeoutMs: { default: 60_000, min: 10, max: DAY_MS },
  rehabIntervalMs: { default: 1_000, min: 10, max: HOUR_MS },
  waitCompleteMs: { default: 5_000, min: 0, max: HOUR_MS },
  zapKeyLifeMs: { default: 60_000, min: 10, max: DAY_MS },
  configLifetimeSeconds: { default: 3_600, min: 1, max: 30 * 24 * 3_600 },
  maxMessageSkewSeconds: { default: 300, min: 1, max: 24 * 3_600 },
  maxBodyBytes: { default: 65_536, min: 1_024, max: 16_777_216 },
  orgFeedExpirationMs: { default: 60_000, min: 0, max: DAY_MS },
  keepAliveMs: { default: 15_000, min: 10, max: HOUR_MS },
  offlineThreshold: { default: 3, min: 1, max: 1_000 },
  onlineThreshold: { default: 2, min: 0, max: 1_000 },
  maxReaderBufferBytes: { default: 1_048_576, min: 1_024, max: 1_073_741_824 },
};

const TIMING_NAMES = Object.keys(TIMING_BOUNDS) as readonly (keyof ServerTimings)[];

export const DEFAULT_TIMINGS: ServerTimings = resolveTimings({});

/** The timings asked for, the rest by default; throws `StartError` for one that is out of bounds. */
export function resolveTimings(asked: Partial<ServerTimings>): ServerTimings {
  const resolved = {} as Record<keyof ServerTimings, number>;
  for (const name of TIMING_NAMES) resolved[name] = checked(name, asked[name]);
  return resolved;
}

function checked(name: keyof ServerTimings, value: number | undefined): number {
  const { default: byDefault, min, max, fraction } = TIMING_BOUNDS[name];
  if (value === undefined) return byDefault;
  const fits = value >= min && value <= max && (fraction === true || Number.isInteger(value));
  if (fits) return value;
  const kind = fraction === true ? 'a number' : 'a whole number';
  throw new StartError(`Setting ${name} is ${value}; give ${kind} from ${min} to ${max}.`);
}
