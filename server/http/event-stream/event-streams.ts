import type { ServerResponse } from 'node:http';
import type { Clock, Timer } from '../../../protocol/time/clock.ts';
import type { Unsubscribe } from '../../feeds/feeds.ts';
import type { Pace } from '../connections/pace.ts';
import { Broadcast } from './broadcast.ts';
import type { FeedReader, FeedRights } from './feed-rights.ts';
import type { FeedSight, FeedWatch } from './feed-watch.ts';
import { KEEP_ALIVE_FRAME } from './frame.ts';
import { type CutOff, Reader, type Supply } from './reader.ts';

/** Source: protocol §7. Proxies are told not to hold events back. */
export const EVENT_STREAM_HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache',
  'x-accel-buffering': 'no',
} as const;

export interface EventStreamsOptions {
  readonly clock: Clock;
  /** At which histories are sent. */
  readonly pace: Pick<Pace, 'add'>;
  readonly keepAliveMs: number;
  /** Bytes after which a reader that is behind is cut off. */
  readonly maxReaderBufferBytes: number;
  /** Bytes that are kept for all readers that are behind; beyond them the slowest are cut off. */
  readonly maxFeedBytes: number;
  readonly onCutOff: (feedName: string, cutOff: CutOff) => void;
  readonly rights: Pick<FeedRights, 'add' | 'delete'>;
  /** A stream has begun. */
  readonly onOpened?: (response: ServerResponse, contentType: string) => void;
  readonly watch?: Pick<FeedWatch, 'opened'>;
}

/** What is followed: a feed of a job or of an organisation. */
export interface Subscribable<E> {
  subscribe(onEvent: (event: E) => void, onEnd: () => void): Unsubscribe;
}

/** Who reads which feed. */
type NamedReader = FeedReader & { readonly feedName: string };

/** What has happened before a reader came, and is told first. */
export interface History {
  readonly supply: Supply;
  /** Whether it goes on with what happens while it is read. What a history without end does not have is kept meanwhile. */
  readonly goesOn: boolean;
}

/** All readers of all feeds of a server. */
export class EventStreams {
  readonly #options: EventStreamsOptions;
  readonly #broadcasts = new Map<object, Broadcast>();
  readonly #readers = new Set<Reader>();
  /** Of all broadcasts together. */
  #keptBytes = 0;
  #keepAliveTimer: Timer | undefined;
  #stopped = false;

  constructor(options: EventStreamsOptions) {
    this.#options = options;
  }

  /** How many readers there are. */
  get size(): number {
    return this.#readers.size;
  }

  /** Bytes that are kept for readers that are behind. */
  get keptBytes(): number {
    return this.#keptBytes;
  }

  /** Answers with these frames alone. */
  once(response: ServerResponse, asked: NamedReader, frames: Buffer): void {
    const sight = this.#options.watch?.opened(response, asked);
    const reader = this.#open(response, asked.feedName, () => undefined, sight);
    const supply = inPieces(frames);
    reader.supplyFrom(() => supply() ?? void reader.end(), 'history');
    reader.pull();
  }

  /**
   * Answers with the history, then with what happens from now on, until the feed ends, or the reader goes or may not read
   * any more.
   * @param asked who reads, and is known to be permitted to in this turn
   * @param frameOf what an event of this feed looks like; the same for every reader
   */
  follow<E>(
    response: ServerResponse,
    asked: NamedReader,
    feed: Subscribable<E>,
    history: History,
    frameOf: (event: E) => Buffer,
  ): void {
    const broadcast = this.#broadcast(feed, frameOf);
    const { rights } = this.#options;
    const onGone = (gone: Reader) => {
      rights.delete(gone);
      if (!broadcast.leave(gone)) return;
      broadcast.stop();
      this.#broadcasts.delete(feed);
    };
    const sight = this.#options.watch?.opened(response, asked);
    const reader = this.#open(response, asked.feedName, onGone, sight);
    rights.add(reader, asked);
    broadcast.expect(reader);
    const joined = history.goesOn ? undefined : broadcast.join(reader);
    const goOn = () => {
      const life = joined ?? broadcast.join(reader);
      reader.supplyFrom(life, 'life');
      return life();
    };
    reader.supplyFrom(() => history.supply() ?? goOn(), 'history');
    reader.pull();
  }

  /**
   * Answers with what is supplied, whenever the reader is pulled and has taken what it had, until it goes or may not read
   * any more. Whoever supplies bounds what waits.
   */
  attend(response: ServerResponse, asked: NamedReader, supply: Supply, onGone: () => void): Reader {
    const { rights } = this.#options;
    const reader = this.#open(response, asked.feedName, (gone) => {
      rights.delete(gone);
      onGone();
    });
    rights.add(reader, asked);
    reader.supplyFrom(supply, 'life');
    reader.pull();
    return reader;
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
    const { clock, maxReaderBufferBytes } = this.#options;
    const broadcast = new Broadcast(
      {
        clock,
        maxBehindBytes: maxReaderBufferBytes,
        onRound: () => this.#keepWithin(),
        onKept: (change) => {
          this.#keptBytes += change;
        },
      },
      (onFrame, onEnd) => feed.subscribe((event) => onFrame(frameOf(event)), onEnd),
    );
    this.#broadcasts.set(feed, broadcast);
    return broadcast;
  }

  #open(
    response: ServerResponse,
    feedName: string,
    onGone: (reader: Reader) => void,
    sight?: FeedSight,
  ): Reader {
    response.writeHead(200, EVENT_STREAM_HEADERS);
    response.flushHeaders();
    this.#options.onOpened?.(response, EVENT_STREAM_HEADERS['content-type']);
    const reader = new Reader(response, {
      pace: this.#options.pace,
      onCutOff: (cutOff) => {
        sight?.cutOff(cutOff.reason);
        this.#options.onCutOff(feedName, cutOff);
      },
      onGone: (gone) => {
        this.#readers.delete(gone);
        onGone(gone);
        sight?.closed();
      },
      ...(sight && { onWrite: (bytes) => sight.wrote(bytes) }),
    });
    this.#readers.add(reader);
    if (this.#stopped || response.req.method === 'HEAD') reader.end();
    else this.#keepAliveTimer ??= this.#nextKeepAlive();
    return reader;
  }

  /** Cuts off the slowest, of the feed for whose readers most is kept, until it is little enough. */
  #keepWithin(): void {
    while (this.#keptBytes > this.#options.maxFeedBytes) {
      const most = [...this.#broadcasts.values()].reduce((one, other) =>
        other.keptBytes > one.keptBytes ? other : one,
      );
      most.cutOffSlowest();
    }
  }

  /** One timer for all readers; it stops when nobody is left. */
  #nextKeepAlive(): Timer {
    return this.#options.clock.after(this.#options.keepAliveMs, () => {
      for (const reader of this.#readers) reader.keepAlive(KEEP_ALIVE_FRAME);
      this.#keepAliveTimer = this.#readers.size > 0 ? this.#nextKeepAlive() : undefined;
    });
  }
}

/** A history may be of any length, and is given piece by piece. */
const PIECE_BYTES = 65_536;

function inPieces(frames: Buffer): Supply {
  let at = 0;
  return () => {
    if (at >= frames.byteLength) return undefined;
    const piece = frames.subarray(at, at + PIECE_BYTES);
    at += PIECE_BYTES;
    return piece;
  };
}
