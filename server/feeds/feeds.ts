import type { JobEvent, NumberedEvent, OrgEvent } from './event.ts';

/** What an observer of the server sees of its feeds. Source: protocol §7. */
export interface Feeds {
  /** The feed of a job that is in memory; `undefined` for one that has left it, never was, or is another organisation's. */
  jobFeed(org: string, jobId: string): JobFeed | undefined;
  orgFeed(org: string): OrgFeed;
}

/** Ends a subscription; calling it again does nothing. */
export type Unsubscribe = () => void;

/** Events in their order, as a list has them; more are added while the feed goes on. */
export interface RecordedEvents<E> {
  readonly length: number;
  /** @param index from the last where it is negative */
  at(index: number): NumberedEvent<E> | undefined;
  /** Those that there are now. @param from not negative, as the next */
  slice(from?: number, to?: number): readonly NumberedEvent<E>[];
}

/**
 * The events of one job from its first. To read all of them, take `events()` and `subscribe` in the same turn of the
 * event loop: a subscriber hears exactly what is recorded after it subscribed.
 */
export interface JobFeed {
  /** Names this feed among all feeds of all lives of the server. */
  readonly key: string;
  /** No event will come any more: `job_complete` is recorded, or the server stops. */
  readonly ended: boolean;
  /** All events so far, and those that are still to come. */
  events(): RecordedEvents<JobEvent>;
  /**
   * @param onEnd called once after the last event, in the same turn; at once where the feed has ended. Not called after
   *   unsubscribing.
   */
  subscribe(onEvent: (event: NumberedEvent<JobEvent>) => void, onEnd?: () => void): Unsubscribe;
}

/** What is still recorded of an organisation's events, and since when it is complete. */
export interface OrgHistory {
  /** Now less the expiry, in microseconds since the Unix epoch; every recorded event is later. */
  readonly horizonMicros: number;
  readonly events: readonly NumberedEvent<OrgEvent>[];
}

/** Starts and ends of all jobs of one organisation, recorded for a while. Ends only when the server stops. */
export interface OrgFeed {
  /** Names this feed among all feeds of all lives of the server. */
  readonly key: string;
  readonly ended: boolean;
  recorded(): OrgHistory;
  /** As `JobFeed.subscribe`. */
  subscribe(onEvent: (event: NumberedEvent<OrgEvent>) => void, onEnd?: () => void): Unsubscribe;
}
