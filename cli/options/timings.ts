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
  heartbeatInterval: timing('heartbeatIntervalMs', 'ms', 'between two heartbeats, of server and nodes'),
  votingTimeout: {
    kind: number(VOTING.min / 1_000, VOTING.max / 1_000),
    value: 's',
    about: 'how long a job waits for votes',
    default: VOTING.default / 1_000,
  },
  downThreshold: timing('downThreshold', 'share', 'share of due heartbeats below which a node is down'),
  decayWindow: timing('decayWindow', 'n', 'intervals over which that share is smoothed'),
  detectOfflineIntervals: timing(
    'detectOfflineIntervals',
    'n',
    'longest time between two checks for silent nodes, in heartbeat intervals',
  ),
  rehabInterval: timing('rehabIntervalMs', 'ms', 'between two aborts to a node in rehab'),
  waitCompleteTime: timing('waitCompleteMs', 'ms', 'how long the feed of an ended job stays'),
  zapKeyLife: timing('zapKeyLifeMs', 'ms', 'how long after its config request a key may connect'),
  configLifetime: timing('configLifetimeSeconds', 's', 'how long a node may use its configuration'),
  maxMessageSkew: timing('maxMessageSkewSeconds', 's', 'age at which a message is dropped'),
  maxBodySize: timing('maxBodyBytes', 'bytes', 'largest message'),
  orgFeedExpiration: timing('orgFeedExpirationMs', 'ms', "how long an organisation's feed records an event"),
  keepAlive: timing('keepAliveMs', 'ms', 'between two keep-alive comments of a feed'),
  offlineThreshold: timing(
    'offlineThreshold',
    'n',
    'missed heartbeats after which a node thinks the server gone',
  ),
  onlineThreshold: timing('onlineThreshold', 'n', 'heartbeats after which a node thinks it back'),
  maxReaderBuffer: timing(
    'maxReaderBufferBytes',
    'bytes',
    "unsent bytes after which a feed's reader is cut off",
  ),
  maxFeedBytes: timing(
    'maxFeedBytes',
    'bytes',
    'bytes kept for all readers of feeds that are behind; beyond them the slowest are cut off',
  ),
  handshakeTimeout: timing(
    'handshakeTimeoutMs',
    'ms',
    'how long a connection of a node may take to say who it is',
  ),
  maxNodes: timing('maxNodes', 'n', 'most nodes whose sessions and keys are remembered'),
  maxNodeConnections: timing('maxNodeConnections', 'n', 'most connections of nodes for commands'),
  maxNodeUnsent: timing(
    'maxNodeUnsentBytes',
    'bytes',
    'most that waits for a node before it is taken for down',
  ),
  sendTimeout: timing(
    'sendTimeoutMs',
    'ms',
    'how long a node may take nothing of what waits before it is taken for down',
  ),
  maxSubscribers: timing('maxSubscribers', 'n', 'most connections to the heartbeats'),
  maxSubscriptions: timing('maxSubscriptions', 'n', 'most subscriptions of one of them'),
  maxSubscriberBytes: timing('maxSubscriberBytes', 'bytes', 'most that one of them may send, in a minute'),
  maxSubscriberBacklog: timing(
    'maxSubscriberBacklogBytes',
    'bytes',
    'unsent bytes after which one of them is passed over',
  ),
  maxHistory: timing(
    'maxHistoryBytes',
    'bytes',
    'bytes of jobs that are over and in memory, and of what the feed of an organisation records',
  ),
  maxJobNodes: timing('maxJobNodes', 'n', 'most nodes that a job may name'),
  maxBodies: timing('maxBodiesBytes', 'bytes', 'bytes of request bodies in hand at once; beyond them a 503'),
  maxStarting: timing(
    'maxStartingBytes',
    'bytes',
    'what jobs that are being started may take at once; others wait their turn',
  ),
  maxUnstored: timing('maxUnstoredBytes', 'bytes', 'output that is held in memory while the disk is full'),
  rightsReview: timing(
    'rightsReviewMs',
    'ms',
    'after which a Chef server is asked again about open feeds, and nodes with an old configuration',
  ),
  diskReserve: timing('diskReserveBytes', 'bytes', 'room on the disk that is kept for the ends of jobs'),
  maxPipelined: timing(
    'maxPipelinedRequests',
    'n',
    'requests that wait behind others of their connections, in all; beyond them a connection is cut',
  ),
  maxUnsent: timing(
    'maxUnsentBytes',
    'bytes',
    'bytes of unread answers, in all; beyond them the oldest are cut off',
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
    maxUnsentBytes: options.maxUnsent,
  };
}
