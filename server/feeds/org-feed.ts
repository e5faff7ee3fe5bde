import type { Clock } from '../../protocol/time/clock.ts';
import type { NumberedEvent, OrgEvent } from './event.ts';
import type { OrgFeed, OrgHistory } from './feeds.ts';
import { RecordedFeed } from './recorded-feed.ts';

export interface OrgFeedOptions {
  readonly key: string;
  readonly clock: Clock;
  /** How long an event stays recorded. */
  readonly expirationMs: number;
  /** Bytes of the events that are recorded; beyond them the oldest are forgotten before their time. */
  readonly maxBytes: number;
  readonly onSubscriberError: (error: unknown) => void;
}

/** What an event takes beside its command. */
const EVENT_BYTES = 200;

/**
 * An organisation's feed. Events expire when somebody looks or the next one comes: a timer for each would cost more
 * than the few stale events do. Source: protocol §7.
 */
export class RecordedOrgFeed extends RecordedFeed<OrgEvent> implements OrgFeed {
  readonly #clock: Clock;
  readonly #expirationMs: number;
  readonly #maxBytes: number;
  /** Oldest first; those before `#first` have expired and go with the next sweep. */
  #events: NumberedEvent<OrgEvent>[] = [];
  #first = 0;
  /** Of those that have not expired. */
  #bytes = 0;
  /** When the last was recorded that was forgotten before its time. */
  #forgottenMicros = 0;

  constructor({ key, clock, expirationMs, maxBytes, onSubscriberError }: OrgFeedOptions) {
    super(key, onSubscriberError);
    this.#clock = clock;
    this.#expirationMs = expirationMs;
    this.#maxBytes = maxBytes;
  }

  recorded(): OrgHistory {
    const horizonMicros = this.#expire();
    return { horizonMicros, events: this.#events.slice(this.#first) };
  }

  record(event: OrgEvent, nowMs: number): void {
    const numbered = this.number(event, nowMs);
    this.#events.push(numbered);
    this.#bytes += bytesOf(event);
    this.#expire();
    this.tell(numbered);
  }

  /** Drops what is not later than the horizon, and gives the horizon. */
  #expire(): number {
    const expiredMicros = Math.floor((this.#clock.now() - this.#expirationMs) * 1_000);
    for (let oldest = this.#events[this.#first]; oldest !== undefined; oldest = this.#events[this.#first]) {
      const isLast = this.#first === this.#events.length - 1;
      if (oldest.timestampMicros > expiredMicros && (isLast || this.#bytes <= this.#maxBytes)) break;
      this.#first += 1;
      this.#bytes -= bytesOf(oldest.event);
      this.#forgottenMicros = oldest.timestampMicros;
    }
    const horizonMicros = Math.max(expiredMicros, this.#forgottenMicros);
    // Sweeping only when half is stale keeps the cost of an event constant.
    if (this.#first * 2 > this.#events.length) {
      this.#events = this.#events.slice(this.#first);
      this.#first = 0;
    }
    return horizonMicros;
  }
}

function bytesOf(event: OrgEvent): number {
  return EVENT_BYTES + (event.name === 'start' ? event.command.length : 0);
}
