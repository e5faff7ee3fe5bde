import { fileKey } from '../../../cli/options/option-table.ts';
import { TIMING_OPTIONS } from '../../../cli/options/timings.ts';
import { code, type MarkdownTable } from './markdown.ts';

/** Where the configuration of a node says it, or what it is otherwise. */
const TOLD: Readonly<Record<keyof typeof TIMING_OPTIONS, string>> = {
  heartbeatInterval: '`push_jobs.heartbeat.interval`, in seconds',
  votingTimeout: 'not told',
  downThreshold: 'not told',
  decayWindow: 'not told',
  detectOfflineIntervals: 'not told',
  rehabInterval: 'not told',
  maxNewLives: 'not told',
  waitCompleteTime: 'not told',
  zapKeyLife: 'not told',
  configLifetime: '`lifetime`',
  maxMessageSkew: '`max_message_skew`',
  maxBodySize: '`max_body_size`',
  orgFeedExpiration: 'not told',
  keepAlive: 'not told',
  offlineThreshold: '`push_jobs.heartbeat.offline_threshold`',
  onlineThreshold: '`push_jobs.heartbeat.online_threshold`',
  maxReaderBuffer: 'not told',
  maxFeedBytes: 'not told',
  handshakeTimeout: 'not told',
  maxNodes: 'not told',
  maxNodeConnections: 'not told',
  maxNodeUnsent: 'not told',
  sendTimeout: 'not told',
  maxSubscribers: 'not told',
  maxSubscriptions: 'not told',
  maxSubscriberBytes: 'not told',
  maxSubscriberBacklog: 'not told',
  maxHistory: 'not told',
  maxJobNodes: 'not told',
  maxBodies: 'not told',
  maxStarting: 'not told',
  maxUnstored: 'not told',
  rightsReview: 'not told',
  diskReserve: 'not told',
  maxPipelined: 'not told',
  maxIdle: 'not told',
  maxUnsent: 'not told',
};

/** Times and limits of a server, with their defaults. */
export function settings(): MarkdownTable {
  const names = Object.keys(TIMING_OPTIONS) as (keyof typeof TIMING_OPTIONS)[];
  const rows = names.map((name) => {
    const { value, default: byDefault, about } = TIMING_OPTIONS[name];
    return [code(fileKey(name)), inUnit(byDefault, value), about, TOLD[name]];
  });
  return [['setting', 'default', 'what it is', 'in the configuration of a node'], ...rows];
}

/** A share and a count have no unit. */
function inUnit(amount: number, unit: string): string {
  return unit === 'n' || unit === 'share' ? String(amount) : `${amount} ${unit}`;
}
