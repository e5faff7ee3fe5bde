import type { Clock, Timer } from '../../../protocol/time/clock.ts';
import type { Unsubscribe } from '../../feeds/feeds.ts';
import { Batches } from './batches.ts';
import type { Reader, Supply } from './reader.ts';

/** Subscribes to a feed whose events come as frames. */
export type FrameSource = (onFrame: (frame: Buffer) => void, onEnd: () => void) => Unsubscribe;

/** Telling takes at most one part in so many of the time: the more readers there are, the more events travel together. */
const TIME_SHARE = 10;
/** However many they are, nobody waits longer than this for the next round. */
const LONGEST_WAIT_MS = 100;
/** A round goes on for so long until others have a turn, or until so much is to be written at the end of its own. */
const TURN_MS = 10;
const TURN_BYTES = 4_194_304;

export interface BroadcastOptions {
  readonly clock: Clock;
  /**
   * A reader for whom more is kept is cut off; the frames of the round themselves do not count, since even the fastest
   * reader has not had a chance to take them.
   */
  readonly maxBehindBytes: number;
  /** A round is over: nothing is kept any more but for those who are behind. */
  readonly onRound: () => void;
  /** By how many bytes more, or fewer where it is negative, are kept now. */
  readonly onKept: (change: number) => void;
}

/** Who is told in a round, and how far it is. */
interface Round {
  readonly readers: readonly Reader[];
  /** Where what it tells begins. */
  readonly startByte: number;
  next: number;
  spentMs: number;
}

/**
 * A feed told to all who read it: each event is written out once for all of them, and what happens in one turn of the
 * event loop travels in one write. An event that comes alone is told at once. What a reader is not ready to take is
 * kept, once for all who are behind.
 */
export class Broadcast {
  readonly #options: BroadcastOptions;
  readonly #unsubscribe: Unsubscribe;
  /** All who follow the feed; who still reads history is not among those of the batches. */
  readonly #followers = new Set<Reader>();
  readonly #batches: Batches<Reader>;
  #untold: Buffer[] = [];
  #round: Round | undefined;
  #ended = false;
  /** When it may be told again, on the clock's monotonic time. */
  #restedAtMs = 0;
  #timer: Timer | undefined;

  constructor(options: BroadcastOptions, subscribe: FrameSource) {
    this.#options = options;
    this.#batches = new Batches(options.onKept);
    this.#unsubscribe = subscribe(
      (frame) => this.#add(frame),
      () => this.#end(),
    );
  }

  /** Bytes that are kept for readers that are behind. */
  get keptBytes(): number {
    return this.#batches.bytes;
  }

  /** The reader will join, or leave before. */
  expect(reader: Reader): void {
    this.#followers.add(reader);
  }

  /** From now on everything is kept for the reader until it is given it. What happened before is history. */
  join(reader: Reader): Supply {
    this.#seal();
    this.#batches.join(reader);
    return () => this.#next(reader);
  }

  /** True where nobody is left. */
  leave(reader: Reader): boolean {
    this.#batches.leave(reader);
    this.#followers.delete(reader);
    return this.#followers.size === 0;
  }

  /** Cuts off those for whom most is kept. */
  cutOffSlowest(): void {
    for (const reader of this.#batches.slowest()) this.#cutOff(reader, 'too_much_kept');
  }

  stop(): void {
    this.#timer?.cancel();
    this.#unsubscribe();
  }

  #next(reader: Reader): Buffer | undefined {
    const bytes = this.#batches.next(reader);
    if (bytes === undefined && this.#ended && this.#untold.length === 0) reader.end();
    return bytes;
  }

  #add(frame: Buffer): void {
    this.#untold.push(frame);
    if (this.#untold.length === 1 && this.#round === undefined) this.#tellSoon();
  }

  #tellSoon(): void {
    const waitMs = this.#restedAtMs - this.#options.clock.monotonic();
    if (waitMs > 0) this.#timer = this.#options.clock.after(waitMs, () => this.#tell());
    else setImmediate(() => this.#tell());
  }

  #end(): void {
    this.#ended = true;
    this.#tell();
  }

  #seal(): void {
    if (this.#untold.length === 0) return;
    this.#batches.add(this.#untold);
    this.#untold = [];
  }

  #tell(): void {
    // the round that is under way tells the rest when it is over
    if (this.#round !== undefined || (this.#untold.length === 0 && !this.#ended)) return;
    const startByte = this.#batches.endByte;
    this.#seal();
    this.#round = { readers: this.#batches.readers(), startByte, next: 0, spentMs: 0 };
    this.#goOn(this.#round);
  }

  #goOn(round: Round): void {
    const { clock } = this.#options;
    const startedAtMs = clock.monotonic();
    let [spentMs, givenBytes] = [0, 0];
    while (round.next < round.readers.length) {
      if (spentMs >= TURN_MS || givenBytes >= TURN_BYTES) {
        round.spentMs += spentMs;
        setImmediate(() => this.#goOn(round));
        return;
      }
      const reader = round.readers[round.next];
      round.next += 1;
      if (reader !== undefined) givenBytes += this.#give(reader, round.startByte);
      spentMs = clock.monotonic() - startedAtMs;
    }
    this.#finish(round.spentMs + clock.monotonic() - startedAtMs);
  }

  /** Gives how many bytes it was given. */
  #give(reader: Reader, startByte: number): number {
    if (!reader.isBusy) return reader.pull();
    if (this.#keptFor(reader, startByte) > this.#options.maxBehindBytes) this.#cutOff(reader, 'too_slow');
    return 0;
  }

  /** Until this byte of the feed. */
  #keptFor(reader: Reader, endByte = this.#batches.endByte): number {
    return this.#batches.keptFor(reader, endByte) + reader.unsentBytes;
  }

  #cutOff(reader: Reader, reason: 'too_slow' | 'too_much_kept'): void {
    const bufferedBytes = this.#keptFor(reader);
    this.#batches.leave(reader);
    reader.cutOff(reason, bufferedBytes);
  }

  #finish(spentMs: number): void {
    this.#round = undefined;
    const restMs = Math.min(spentMs * (TIME_SHARE - 1), LONGEST_WAIT_MS);
    this.#restedAtMs = this.#options.clock.monotonic() + restMs;
    this.#options.onRound();
    if (this.#untold.length === 0) return;
    if (this.#ended) this.#tell();
    else this.#tellSoon();
  }
}
