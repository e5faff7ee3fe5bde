import type { NumberedEvent } from './event.ts';
import type { Unsubscribe } from './feeds.ts';
import { RisingMicros } from './rising-micros.ts';
import { Subscribers } from './subscribers.ts';

/** Numbers and stamps events and tells them to subscribers; what both kinds of feed have in common. */
export class RecordedFeed<E> {
  readonly key: string;
  readonly #micros = new RisingMicros();
  readonly #subscribers: Subscribers<E>;
  #lastNumber = 0;
  #ended = false;

  constructor(key: string, onSubscriberError: (error: unknown) => void) {
    this.key = key;
    this.#subscribers = new Subscribers(onSubscriberError);
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Throws when the feed has ended. */
  protected number(event: E, nowMs: number): NumberedEvent<E> {
    if (this.#ended) throw new Error(`feed ${this.key} has ended, and an event came`);
    this.#lastNumber += 1;
    return { number: this.#lastNumber, timestampMicros: this.#micros.next(nowMs), event };
  }

  protected tell(event: NumberedEvent<E>): void {
    this.#subscribers.tell(event);
  }

  subscribe(onEvent: (event: NumberedEvent<E>) => void, onEnd?: () => void): Unsubscribe {
    if (!this.#ended) return this.#subscribers.add({ onEvent, onEnd, fromNumber: this.#lastNumber + 1 });
    onEnd?.();
    return () => undefined;
  }

  end(): void {
    this.#ended = true;
    this.#subscribers.endAll();
  }
}
