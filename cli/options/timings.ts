import { type ServerTimings, TIMING_BOUNDS } from '../../server/settings.ts';
import { number, whole } from './option-kinds.ts';
import type { Option, OptionTable, OptionValues } from './option-table.ts';

/** A timing in the unit in which the server has it, with the server's own bounds and default. */
function timing(setting: keyof ServerTimings, value: string, about: string) {
  const { min, max, fraction, default: byDefault } = TIMING_BOUNDS[setting];
  const kind = fraction === true ? number(min, max) : whole(min, max);
  return { kind, value, about, default: byDefault } satisfies Option<number>;
}

const VOTING = TIMING_BOUNDS.votingTimeoutMs;

/** Times and limits of the server, for `serve`. */
export const TIMING_OPTIONS = {
  heartbeatInterval: timing(
    'heartbeatIntervalMs',
    'ms',
    'time between two heartbeats, of the server and of each node',
  ),
  votingTimeout: {
    kind: number(VOTING.min / 1_000, VOTING.max / 1_000),
    value: 's',
    about: 'how long a job waits for votes',
    default: VOTING.default / 1_000,
  },
  downThreshold: timing(
    'downThreshold',
    'share',
    'a node is down when less than this share of its due heartbeats has come',
  ),
  decayWindow: timing(
    'decayWindow',
    'n',
    'heartbeat intervals over which the share of --down-threshold is smoothed',
  ),
  detectOfflineIntervals: timing(
    'detectOfflineIntervals',
    'n',
    'longest time between two checks for silent nodes, in heartbeat intervals',
  ),
  rehabInterval: timing('rehabIntervalMs', 'ms', 'time between two aborts to a node in rehab'),
  maxNewLives: timing(
    'maxNewLives',
    'n',
    'most new incarnations of a node in a --rehab-interval that are sent an abort at once',
  ),
  waitCompleteTime: timing('waitCompleteMs', 'ms', 'how long the feed of an ended job can be read'),
  zapKeyLife: timing(
    'zapKeyLifeMs',
    'ms',
    'how long after its configuration request a CURVE key may connect',
  ),
  configLifetime: timing('configLifetimeSeconds', 's', 'how long a node may use its configuration'),
  maxMessageSkew: timing(
    'maxMessageSkewSeconds',
    's',
    'a message is dropped when its timestamp differs from the clock by more than this',
  ),
  maxBodySize: timing('maxBodyBytes', 'bytes', 'largest body of a message between server and node'),
  orgFeedExpiration: timing('orgFeedExpirationMs', 'ms', "how long an organisation's feed records an event"),
  keepAlive: timing('keepAliveMs', 'ms', 'time between two keep-alive comments of a silent feed'),
  offlineThreshold: timing(
    'offlineThreshold',
    'n',
    'number of missed heartbeats after which a node counts the server as offline',
  ),
  onlineThreshold: timing(
    'onlineThreshold',
    'n',
    'number of heartbeats after which a node counts the server as online again',
  ),
  maxReaderBuffer: timing(
    'maxReaderBufferBytes',
    'bytes',
    'a reader of a feed is disconnected when more than this waits for it',
  ),
  maxFeedBytes: timing(
    'maxFeedBytes',
    'bytes',
    'most that is kept for all slow readers of feeds; beyond it the slowest are disconnected',
  ),
  handshakeTimeout: timing('handshakeTimeoutMs', 'ms', 'time that a connection has for its handshake'),
  maxNodes: timing('maxNodes', 'n', 'most nodes whose sessions and keys are remembered'),
  maxNodeConnections: timing('maxNodeConnections', 'n', 'most connections of nodes for commands'),
  maxNodeUnsent: timing(
    'maxNodeUnsentBytes',
    'bytes',
    'a node is down when more than this waits to be sent to it',
  ),
  sendTimeout: timing(
    'sendTimeoutMs',
    'ms',
    'a node is down when it has read nothing of what waits for this long',
  ),
  maxSubscribers: timing('maxSubscribers', 'n', 'most connections to the heartbeat port'),
  maxSubscriptions: timing(
    'maxSubscriptions',
    'n',
    'most subscriptions of one connection to the heartbeat port',
  ),
  maxSubscriberBytes: timing(
    'maxSubscriberBytes',
    'bytes',
    'most that one connection to the heartbeat port may send in a minute',
  ),
  maxSubscriberBacklog: timing(
    'maxSubscriberBacklogBytes',
    'bytes',
    'heartbeats are not sent over a connection on which more than this waits',
  ),
  maxHistory: timing(
    'maxHistoryBytes',
    'bytes',
    'memory for ended jobs, and for the events that the feed of an organisation records',
  ),
  maxJobNodes: timing('maxJobNodes', 'n', 'most nodes that a job may name'),
  maxBodies: timing(
    'maxBodiesBytes',
    'bytes',
    'memory for request bodies; a request that finds no room is answered 503',
  ),
  maxStarting: timing('maxStartingBytes', 'bytes', 'memory for jobs that are being started; other jobs wait'),
  maxUnstored: timing(
    'maxUnstoredBytes',
    'bytes',
    'memory for output while the disk is full; output beyond it is dropped',
  ),
  rightsReview: timing(
    'rightsReviewMs',
    'ms',
    'time between two questions to a Chef server about open feeds and nodes with an old configuration',
  ),
  diskReserve: timing('diskReserveBytes', 'bytes', 'room on the disk that is reserved for the ends of jobs'),
  maxPipelined: timing(
    'maxPipelinedRequests',
    'n',
    'most pipelined requests that wait, over all connections; beyond it a connection is closed',
  ),
  maxIdle: timing(
    'maxIdleBytes',
    'bytes',
    'memory for connections without a request in progress; beyond it the oldest are closed',
  ),
  maxUnsent: timing(
    'maxUnsentBytes',
    'bytes',
    'memory for responses that clients have not read; beyond it the oldest connections are closed',
  ),
} satisfies OptionTable;

/** What was asked for, in the server's own units. */
export function timingsFrom(options: OptionValues<typeof TIMING_OPTIONS>): ServerTimings {
  return {
    heartbeatIntervalMs: options.heartbeatInterval,
    votingTimeoutMs: Math.round(options.votingTimeout * 1_000),
    downThreshold: options.downThreshold,
    decayWindow: options.decayWindow,
    detectOfflineIntervals: options.detectOfflineIntervals,
    rehabIntervalMs: options.rehabInterval,
    maxNewLives: options.maxNewLives,
    waitCompleteMs: options.waitCompleteTime,
    zapKeyLifeMs: options.zapKeyLife,
    configLifetimeSeconds: options.configLifetime,
    maxMessageSkewSeconds: options.maxMessageSkew,
    maxBodyBytes: options.maxBodySize,
    orgFeedExpirationMs: options.orgFeedExpiration,
    keepAliveMs: options.keepAlive,
    offlineThreshold: options.offlineThreshold,
    onlineThreshold: options.onlineThreshold,
    maxReaderBufferBytes: options.maxReaderBuffer,
    maxFeedBytes: options.maxFeedBytes,
    handshakeTimeoutMs: options.handshakeTimeout,
    maxNodes: options.maxNodes,
    maxNodeConnections: options.maxNodeConnections,
    maxNodeUnsentBytes: options.maxNodeUnsent,
    sendTimeoutMs: options.sendTimeout,
    maxSubscribers: options.maxSubscribers,
    maxSubscriptions: options.maxSubscriptions,
    maxSubscriberBytes: options.maxSubscriberBytes,
    maxSubscriberBacklogBytes: options.maxSubscriberBacklog,
    maxHistoryBytes: options.maxHistory,
    maxJobNodes: options.maxJobNodes,
    maxBodiesBytes: options.maxBodies,
    maxStartingBytes: options.maxStarting,
    maxUnstoredBytes: options.maxUnstored,
    rightsReviewMs: options.rightsReview,
    diskReserveBytes: options.diskReserve,
    maxPipelinedRequests: options.maxPipelined,
    maxIdleBytes: options.maxIdle,
    maxUnsentBytes: options.maxUnsent,
  };
}
