import type { NumberedEvent } from './event.ts';
import type { Unsubscribe } from './feeds.ts';

interface Subscription<E> {
  readonly onEvent: (event: NumberedEvent<E>) => void;
  readonly onEnd: (() => void) | undefined;
  /** The first event that is news to this subscriber. */
  readonly fromNumber: number;
}

/** Those who listen to one feed. One that throws is told the end and dropped; the others hear everything. */
export class Subscribers<E> {
  readonly #subscriptions = new Set<Subscription<E>>();
  readonly #onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  add(subscription: Subscription<E>): Unsubscribe {
    this.#subscriptions.add(subscription);
    return () => {
      this.#subscriptions.delete(subscription);
    };
  }

  tell(event: NumberedEvent<E>): void {
    for (const subscription of this.#subscriptions) {
      // Who subscribes while this event is told has read it already.
      if (event.number < subscription.fromNumber) continue;
      try {
        subscription.onEvent(event);
      } catch (error) {
        this.#onError(error);
        this.#end(subscription);
      }
    }
  }

  endAll(): void {
    for (const subscription of this.#subscriptions) this.#end(subscription);
  }

  #end(subscription: Subscription<E>): void {
    this.#subscriptions.delete(subscription);
    try {
      subscription.onEnd?.();
    } catch (error) {
      this.#onError(error);
    }
  }
}
