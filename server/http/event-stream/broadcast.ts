import type { Clock, Timer } from '../../../protocol/time/clock.ts';
import type { Unsubscribe } from '../../feeds/feeds.ts';
import type { Reader } from './reader.ts';

/** Subscribes to a feed whose events come as frames. */
export type FrameSource = (onFrame: (frame: Buffer) => void, onEnd: () => void) => Unsubscribe;

/** Telling takes at most one part in so many of the time: the more readers there are, the more events travel together. */
const TIME_SHARE = 10;
/** However many they are, nobody waits longer than this. */
const LONGEST_WAIT_MS = 100;

/**
 * A feed told to all who read it: each event is written out once for all of them, and what happens in one turn of the
 * event loop travels in one write. An event that comes alone is told at once.
 */
export class Broadcast {
  readonly #clock: Clock;
  readonly #readers = new Set<Reader>();
  readonly #unsubscribe: Unsubscribe;
  #untold: Buffer[] = [];
  #ended = false;
  /** When it may be told again, on the clock's monotonic time. */
  #restedAtMs = 0;
  #timer: Timer | undefined;

  constructor(clock: Clock, subscribe: FrameSource) {
    this.#clock = clock;
    this.#unsubscribe = subscribe(
      (frame) => this.#add(frame),
      () => this.#end(),
    );
  }

  /** From now on the reader is told everything. What happened before is history, for the caller to tell in this turn. */
  join(reader: Reader): void {
    this.#tell();
    if (this.#ended) reader.end();
    else this.#readers.add(reader);
  }

  /** True where nobody is left. */
  leave(reader: Reader): boolean {
    this.#readers.delete(reader);
    return this.#readers.size === 0;
  }

  stop(): void {
    this.#timer?.cancel();
    this.#unsubscribe();
  }

  #add(frame: Buffer): void {
    if (this.#untold.length === 0) this.#tellSoon();
    this.#untold.push(frame);
  }

  #tellSoon(): void {
    const waitMs = this.#restedAtMs - this.#clock.monotonic();
    if (waitMs > 0) this.#timer = this.#clock.after(waitMs, () => this.#tell());
    else setImmediate(() => this.#tell());
  }

  #tell(): void {
    if (this.#untold.length === 0) return;
    const frames = Buffer.concat(this.#untold);
    this.#untold = [];
    const startedAtMs = this.#clock.monotonic();
    for (const reader of this.#readers) reader.write(frames);
    const endedAtMs = this.#clock.monotonic();
    const restMs = (endedAtMs - startedAtMs) * (TIME_SHARE - 1);
    this.#restedAtMs = endedAtMs + Math.min(restMs, LONGEST_WAIT_MS);
  }

  #end(): void {
    this.#ended = true;
    this.#tell();
    for (const reader of this.#readers) reader.end();
    this.#readers.clear();
  }
}
