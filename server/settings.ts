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
  /** Lives of one node that are told to abort at once, of those that take the place of another within a rehab interval. */
  readonly maxNewLives: number;
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
  /** Bytes that are kept for all readers of feeds that are behind, after which the slowest are cut off. */
  readonly maxFeedBytes: number;
  /** How long a connection for heartbeats or commands may take to say who it is, and one of https to agree on its keys. */
  readonly handshakeTimeoutMs: number;
  /** Nodes of which a session, CURVE keys and used signatures are remembered; beyond them the oldest are forgotten. */
  readonly maxNodes: number;
  /** Connections to the command port. */
  readonly maxNodeConnections: number;
  /** Bytes that wait for a node which does not take them; a node that would have more is taken for down. */
  readonly maxNodeUnsentBytes: number;
  /** How long a node may take nothing of what waits for it before it is taken for down. */
  readonly sendTimeoutMs: number;
  /** Connections to the heartbeats. */
  readonly maxSubscribers: number;
  /** Subscriptions of one connection to the heartbeats; a push client has one. */
  readonly maxSubscriptions: number;
  /** Bytes that a connection to the heartbeats may send at once, and again in each minute; a push client sends some 120. */
  readonly maxSubscriberBytes: number;
  /** Unsent bytes after which a connection gets no heartbeats until it has taken some. */
  readonly maxSubscriberBacklogBytes: number;
  /** Bytes of jobs that are over and in memory, and of the events that an organisation's feed records. */
  readonly maxHistoryBytes: number;
  /** Names of nodes in a job; a job with more is refused. */
  readonly maxJobNodes: number;
  /** Bytes of request bodies that are in hand at once; no request takes more than half of what is left of them. */
  readonly maxBodiesBytes: number;
  /** Bytes that jobs take which are being started, about: half for large ones, half for others. What is over waits its turn. */
  readonly maxStartingBytes: number;
  /** Bytes of output that are held in memory while the disk takes nothing; what is over is dropped. */
  readonly maxUnstoredBytes: number;
  /** Between two looks at whether feeds and nodes that last may last, where a Chef server keeps the principals. */
  readonly rightsReviewMs: number;
  /** Room on the disk that is taken at the start, so that jobs find it for their ends when the disk is full. */
  readonly diskReserveBytes: number;
  /** Requests that wait behind others of their connections, over all connections. */
  readonly maxPipelinedRequests: number;
  /** Bytes of connections to the REST interface that ask nothing, and of headers that have not ended. */
  readonly maxIdleBytes: number;
  /** Bytes of answers that have not been taken, over all connections, before those that nobody reads are cut off. */
  readonly maxUnsentBytes: number;
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
  maxNewLives: { default: 8, min: 1, max: 1_000_000 },
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
  maxFeedBytes: { default: 33_554_432, min: 1_024, max: 4_294_967_296 },
  handshakeTimeoutMs: { default: 10_000, min: 10, max: HOUR_MS },
  maxNodes: { default: 100_000, min: 10, max: 10_000_000 },
  maxNodeConnections: { default: 20_000, min: 1, max: 1_000_000 },
  maxNodeUnsentBytes: { default: 1_048_576, min: 1_024, max: 1_073_741_824 },
  sendTimeoutMs: { default: 10_000, min: 10, max: HOUR_MS },
  maxSubscribers: { default: 10_000, min: 1, max: 1_000_000 },
  maxSubscriptions: { default: 16, min: 1, max: 10_000 },
  maxSubscriberBytes: { default: 16_384, min: 512, max: 16_777_216 },
  maxSubscriberBacklogBytes: { default: 8_192, min: 1_024, max: 16_777_216 },
  maxHistoryBytes: { default: 16_777_216, min: 1_024, max: 4_294_967_296 },
  maxJobNodes: { default: 50_000, min: 1, max: 1_000_000 },
  maxBodiesBytes: { default: 16_777_216, min: 2_000_000, max: 1_073_741_824 },
  maxStartingBytes: { default: 16_777_216, min: 1_048_576, max: 17_179_869_184 },
  maxUnstoredBytes: { default: 67_108_864, min: 0, max: 17_179_869_184 },
  rightsReviewMs: { default: 60_000, min: 10, max: DAY_MS },
  diskReserveBytes: { default: 16_777_216, min: 0, max: 1_073_741_824 },
  maxPipelinedRequests: { default: 10_000, min: 1, max: 1_000_000 },
  maxIdleBytes: { default: 67_108_864, min: 131_072, max: 4_294_967_296 },
  maxUnsentBytes: { default: 33_554_432, min: 1_048_576, max: 4_294_967_296 },
};

const TIMING_NAMES = Object.keys(TIMING_BOUNDS) as readonly (keyof ServerTimings)[];

/** The times of the shipped server, which are those of ours where it is not told otherwise. */
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
