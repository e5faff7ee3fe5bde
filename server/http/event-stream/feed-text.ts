import type { NumberedEvent } from '../../feeds/event.ts';
import type { RecordedEvents } from '../../feeds/feeds.ts';
import type { Supply } from './reader.ts';

/** Events that travel together while a reader catches up. */
const PIECE_EVENTS = 256;

/** The events of a feed as they travel, in pieces that are made once for all who read them. */
export class FeedText<E> {
  readonly #events: RecordedEvents<E>;
  readonly #frameOf: (event: NumberedEvent<E>) => Buffer;
  readonly #pieces: Buffer[] = [];

  /** @param events of the feed, from its first; grows while the feed goes on */
  constructor(events: RecordedEvents<E>, frameOf: (event: NumberedEvent<E>) => Buffer) {
    this.#events = events;
    this.#frameOf = frameOf;
  }

  /**
   * Supplies everything from an event on, to the last that there is when it is asked for.
   * @param first how many events come before it
   * @param last what becomes of the piece that ends with the last event
   */
  from(first: number, last: (piece: Buffer) => Buffer = (piece) => piece): Supply {
    let at = first;
    return () => {
      if (at >= this.#events.length) return undefined;
      const number = Math.floor(at / PIECE_EVENTS);
      const end = Math.min((number + 1) * PIECE_EVENTS, this.#events.length);
      const isWhole = end - at === PIECE_EVENTS;
      const piece = isWhole ? this.#whole(number) : this.#write(at, end);
      at = end;
      return at === this.#events.length ? last(piece) : piece;
    };
  }

  #whole(number: number): Buffer {
    const known = this.#pieces[number];
    if (known !== undefined) return known;
    const piece = this.#write(number * PIECE_EVENTS, (number + 1) * PIECE_EVENTS);
    this.#pieces[number] = piece;
    return piece;
  }

  #write(from: number, to: number): Buffer {
    return Buffer.concat(this.#events.slice(from, to).map(this.#frameOf));
  }
}
