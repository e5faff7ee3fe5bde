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
  detectOfflineIntervals: timing('detectOfflineIntervals', 'n', 'longest time without a check, in intervals'),
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
  };
}
