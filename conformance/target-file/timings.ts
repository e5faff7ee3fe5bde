/** What the waits of scenarios are made of. Source: protocol §3 to §7. */
export interface TargetTimings {
  readonly heartbeatIntervalMs: number;
  readonly votingTimeoutMs: number;
  readonly rehabIntervalMs: number;
  readonly waitCompleteMs: number;
  readonly orgFeedExpirationMs: number;
  readonly keepAliveMs: number;
  readonly zapKeyLifeMs: number;
  readonly configLifetimeSeconds: number;
  /** Unsent bytes after which a feed's reader is cut off. */
  readonly maxReaderBufferBytes: number;
}

/** Those of the shipped server as it is installed. Source: protocol §3 to §7. */
export const SHIPPED_TIMINGS: TargetTimings = {
  heartbeatIntervalMs: 10_000,
  votingTimeoutMs: 60_000,
  rehabIntervalMs: 1_000,
  waitCompleteMs: 5_000,
  orgFeedExpirationMs: 60_000,
  keepAliveMs: 15_000,
  zapKeyLifeMs: 60_000,
  configLifetimeSeconds: 3_600,
  maxReaderBufferBytes: 1_048_576,
};

/** As a target's file spells them, with what they mean: each is a duration. */
export const TIMING_KEYS = {
  'heartbeat-interval': {
    name: 'heartbeatIntervalMs',
    perUnitMs: 1,
    meaning: 'Time between two heartbeats, of the server and of each node.',
  },
  'voting-timeout': {
    name: 'votingTimeoutMs',
    perUnitMs: 1,
    meaning: 'How long a job waits for the votes of its nodes.',
  },
  'rehab-interval': {
    name: 'rehabIntervalMs',
    perUnitMs: 1,
    meaning: 'Time between two aborts to a node in rehab.',
  },
  'wait-complete-time': {
    name: 'waitCompleteMs',
    perUnitMs: 1,
    meaning: 'How long the feed of an ended job can be read.',
  },
  'org-feed-expiration': {
    name: 'orgFeedExpirationMs',
    perUnitMs: 1,
    meaning: 'How long the feed of an organisation records an event.',
  },
  'keep-alive': {
    name: 'keepAliveMs',
    perUnitMs: 1,
    meaning: 'Time between two keep-alive comments of a silent feed.',
  },
  'zap-key-life': {
    name: 'zapKeyLifeMs',
    perUnitMs: 1,
    meaning: 'How long after its configuration request a CURVE key may connect.',
  },
  'config-lifetime': {
    name: 'configLifetimeSeconds',
    perUnitMs: 1_000,
    meaning: 'How long a node may use its configuration.',
  },
} as const satisfies Readonly<
  Record<string, { name: keyof TargetTimings; perUnitMs: number; meaning: string }>
>;

export type TimingKey = keyof typeof TIMING_KEYS;
