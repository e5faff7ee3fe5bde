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

/** As a target's file spells them, with their unit: a duration, or a number of bytes. */
export const TIMING_KEYS = {
  'heartbeat-interval': { name: 'heartbeatIntervalMs', perUnitMs: 1 },
  'voting-timeout': { name: 'votingTimeoutMs', perUnitMs: 1 },
  'rehab-interval': { name: 'rehabIntervalMs', perUnitMs: 1 },
  'wait-complete-time': { name: 'waitCompleteMs', perUnitMs: 1 },
  'org-feed-expiration': { name: 'orgFeedExpirationMs', perUnitMs: 1 },
  'keep-alive': { name: 'keepAliveMs', perUnitMs: 1 },
  'zap-key-life': { name: 'zapKeyLifeMs', perUnitMs: 1 },
  'config-lifetime': { name: 'configLifetimeSeconds', perUnitMs: 1_000 },
} as const satisfies Readonly<Record<string, { name: keyof TargetTimings; perUnitMs: number }>>;

export type TimingKey = keyof typeof TIMING_KEYS;
