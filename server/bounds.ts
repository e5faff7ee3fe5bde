import type { Logger } from 'pino';
import type { Clock } from '../protocol/time/clock.ts';
import type { LabelCounter } from './label-counter.ts';
import type { Metrics } from './metrics.ts';
import type { ServerTimings } from './settings.ts';

interface Bound {
  readonly setting: keyof ServerTimings;
  /** What is done beyond it, as the log says it. */
  readonly sentence: string;
}

/** What is not let grow, by the setting that says how far. */
const BOUNDS = {
  bodies: {
    setting: 'maxBodiesBytes',
    sentence: 'a request was refused: the bodies of earlier requests take all the memory set aside for them',
  },
  starting: {
    setting: 'maxStartingBytes',
    sentence: 'a job waits until others have been started: together they would take too much memory',
  },
  lives: {
    setting: 'maxNewLives',
    sentence: 'a node begins one life after the other: its abort waits for the end of the rehab interval',
  },
  names: { setting: 'maxJobNodes', sentence: 'a job was refused: it names too many nodes' },
  readers: { setting: 'maxReaderBufferBytes', sentence: 'a reader of a feed was cut off' },
  feeds: {
    setting: 'maxFeedBytes',
    sentence: 'a reader of a feed was cut off: too much is kept for all of them that are behind',
  },
  pipelined: {
    setting: 'maxPipelinedRequests',
    sentence: 'a connection was cut: too many requests wait behind others of their connections',
  },
  idle: {
    setting: 'maxIdleBytes',
    sentence: 'a connection was cut: it asks nothing, and all of those take too much',
  },
  unsent: {
    setting: 'maxUnsentBytes',
    sentence: 'a connection was cut: its client does not read the response',
  },
} as const satisfies Readonly<Record<string, Bound>>;

export type BoundName = keyof typeof BOUNDS;

/** Of each bound, the log has one line in so long. */
const QUIET_MS = 60_000;
const MOST_REMEMBERED = 1_000;

interface Said {
  readonly atMs: number;
  /** How often the bound was met since. */
  times: number;
}

/** Counts how often each bound was met, and says it in the log, but not again and again: that would be a flood, too. */
export class Bounds {
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #timings: ServerTimings;
  readonly #counter: LabelCounter;
  readonly #said = new Map<string, Said>();

  constructor(options: {
    readonly clock: Clock;
    readonly log: Logger;
    readonly timings: ServerTimings;
    readonly metrics: Metrics;
  }) {
    this.#clock = options.clock;
    this.#log = options.log;
    this.#timings = options.timings;
    this.#counter = options.metrics.counter(
      'bounds_met',
      'What was refused, cut off or held up since it went beyond a bound.',
      'bound',
    );
  }

  /**
   * Something went beyond a bound.
   * @param whose that which has a line of its own, where not all of them share one
   */
  met(name: BoundName, details: Readonly<Record<string, unknown>> = {}, whose = ''): void {
    this.#counter.add(name);
    const nowMs = this.#clock.monotonic();
    const key = `${name} ${whose}`;
    const said = this.#said.get(key);
    if (said !== undefined && nowMs - said.atMs < QUIET_MS) {
      said.times += 1;
      return;
    }
    if (this.#said.size >= MOST_REMEMBERED) this.#said.clear();
    this.#said.set(key, { atMs: nowMs, times: 0 });
    const { setting, sentence } = BOUNDS[name];
    const before = said === undefined || said.times === 0 ? {} : { timesBefore: said.times };
    this.#log.warn({ bound: name, [setting]: this.#timings[setting], ...details, ...before }, sentence);
  }
}
