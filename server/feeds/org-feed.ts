import type { Clock } from '../../protocol/time/clock.ts';
import type { NumberedEvent, OrgEvent } from './event.ts';
import type { OrgFeed, OrgHistory } from './feeds.ts';
import { RecordedFeed } from './recorded-feed.ts';

export interface OrgFeedOptions {
  readonly key: string;
  readonly clock: Clock;
  /** How long an event stays recorded. */
  readonly expirationMs: number;
  readonly onSubscriberError: (error: unknown) => void;
}

/**
 * An organisation's feed. Events expire when somebody looks or the next one comes: a timer for each would cost more
 * than the few stale events do. Source: protocol §7.
 */
export class RecordedOrgFeed extends RecordedFeed<OrgEvent> implements OrgFeed {
  readonly #clock: Clock;
  readonly #expirationMs: number;
  /** Oldest first; those before `#first` have expired and go with the next sweep. */
  #events: NumberedEvent<OrgEvent>[] = [];
  #first = 0;

  constructor({ key, clock, expirationMs, onSubscriberError }: OrgFeedOptions) {
    super(key, onSubscriberError);
    this.#clock = clock;
    this.#expirationMs = expirationMs;
  }

  recorded(): OrgHistory {
    const horizonMicros = this.#expire();
    return { horizonMicros, events: this.#events.slice(this.#first) };
  }

  record(event: OrgEvent, nowMs: number): void {
    this.#expire();
    const numbered = this.number(event, nowMs);
    this.#events.push(numbered);
    this.tell(numbered);
  }

  /** Drops what is not later than the horizon, and gives the horizon. */
  #expire(): number {
    const horizonMicros = Math.floor((this.#clock.now() - this.#expirationMs) * 1_000);
    while ((this.#events[this.#first]?.timestampMicros ?? Number.POSITIVE_INFINITY) <= horizonMicros) {
      this.#first += 1;
    }
    // Sweeping only when half is stale keeps the cost of an event constant.
    if (this.#first * 2 > this.#events.length) {
      this.#events = this.#events.slice(this.#first);
      this.#first = 0;
    }
    return horizonMicros;
  }
}
