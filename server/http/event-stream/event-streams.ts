import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Clock, Timer } from '../../../protocol/time/clock.ts';
import type { Unsubscribe } from '../../feeds/feeds.ts';
import { Broadcast } from './broadcast.ts';
import { KEEP_ALIVE_FRAME } from './frame.ts';
import { Reader } from './reader.ts';

/** Source: protocol §7. Proxies are told not to hold events back. */
export const EVENT_STREAM_HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache',
  'x-accel-buffering': 'no',
} as const;

export interface EventStreamsOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly keepAliveMs: number;
  readonly maxReaderBufferBytes: number;
}

/** What is followed: a feed of a job or of an organisation. */
export interface Subscribable<E> {
  subscribe(onEvent: (event: E) => void, onEnd: () => void): Unsubscribe;
}

/** All readers of all feeds of a server. */
export class EventStreams {
  readonly #options: EventStreamsOptions;
  readonly #broadcasts = new Map<object, Broadcast>();
  readonly #readers = new Set<Reader>();
  #keepAliveTimer: Timer | undefined;
  #stopped = false;

  constructor(options: EventStreamsOptions) {
    this.#options = options;
  }

  /** How many readers there are. */
  get size(): number {
    return this.#readers.size;
  }

  /** Answers with these frames alone. */
  once(response: ServerResponse, feedName: string, frames: Buffer): void {
    const reader = this.#open(response, feedName, () => undefined);
    reader.writeHistory(frames);
    reader.end();
  }

  /**
   * Answers with the history, then with what happens from now on, until the feed ends or the reader goes.
   * @param history frames of all that has happened already and is to be told
   * @param frameOf what an event of this feed looks like; the same for every reader
   */
  follow<E>(
    response: ServerResponse,
    feedName: string,
    feed: Subscribable<E>,
    history: readonly Buffer[],
    frameOf: (event: E) => Buffer,
  ): void {
    const broadcast = this.#broadcast(feed, frameOf);
    const reader = this.#open(response, feedName, (gone) => {
      if (!broadcast.leave(gone)) return;
      broadcast.stop();
      this.#broadcasts.delete(feed);
    });
    if (history.length > 0) reader.writeHistory(Buffer.concat(history));
    broadcast.join(reader);
  }

  /** Ends every stream, and every one that is asked for later. */
  stop(): void {
    this.#stopped = true;
    this.#keepAliveTimer?.cancel();
    for (const reader of this.#readers) reader.end();
  }

  #broadcast<E>(feed: Subscribable<E>, frameOf: (event: E) => Buffer): Broadcast {
    const known = this.#broadcasts.get(feed);
    if (known !== undefined) return known;
    const broadcast = new Broadcast(this.#options.clock, (onFrame, onEnd) =>
      feed.subscribe((event) => onFrame(frameOf(event)), onEnd),
    );
    this.#broadcasts.set(feed, broadcast);
    return broadcast;
  }

  #open(response: ServerResponse, feedName: string, onGone: (reader: Reader) => void): Reader {
    response.writeHead(200, EVENT_STREAM_HEADERS);
    response.flushHeaders();
    const { log, maxReaderBufferBytes } = this.#options;
    const reader = new Reader(response, {
      maxBufferBytes: maxReaderBufferBytes,
      onCutOff: (cutOff) => log.warn({ feed: feedName, ...cutOff }, 'a reader of a feed was cut off'),
      onGone: (gone) => {
        this.#readers.delete(gone);
        onGone(gone);
      },
    });
    this.#readers.add(reader);
    if (this.#stopped || response.req.method === 'HEAD') reader.end();
    else this.#keepAliveTimer ??= this.#nextKeepAlive();
    return reader;
  }

  /** One timer for all readers; it stops when nobody is left. */
  #nextKeepAlive(): Timer {
    return this.#options.clock.after(this.#options.keepAliveMs, () => {
      for (const reader of this.#readers) reader.keepAlive(KEEP_ALIVE_FRAME);
      this.#keepAliveTimer = this.#readers.size > 0 ? this.#nextKeepAlive() : undefined;
    });
  }
}
