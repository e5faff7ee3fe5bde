import type { Writable } from 'node:stream';
import type { Pace } from '../connections/pace.ts';

/** What is told of a reader that was cut off. */
export interface CutOff {
  /** It is behind by too much, or has taken nothing of what has an end for long; or all who are behind are so by too much. */
  readonly reason: 'too_slow' | 'never_finished' | 'too_much_kept';
  /** That were waiting for it. */
  readonly bufferedBytes: number;
}

/** What a reader is to be sent next; undefined when it has been given all that there is by now. */
export type Supply = () => Buffer | undefined;

export interface ReaderOptions {
  /** At which a history is sent: many who read one at once would have each turn of the event loop long. */
  readonly pace: Pick<Pace, 'add'>;
  /** Called once when the connection is over: the reader went away, was cut off, or has read everything. */
  readonly onGone: (reader: Reader) => void;
  readonly onCutOff: (cutOff: CutOff) => void;
  /** These bytes leave for it. */
  readonly onWrite?: (bytes: Buffer) => void;
}

/**
 * One reader of an event stream, over the HTTP response that it is being answered with. It is given one thing after the
 * other, each when the one before has left for its connection, so that nothing piles up for one that does not read.
 */
export class Reader {
  readonly #response: Writable;
  readonly #options: ReaderOptions;
  #supply: Supply = () => undefined;
  #readsHistory = true;
  /** What it was given last has not left. */
  #isBusy = false;
  #taken = 0;
  /** How much it had taken, and not taken, by the last look. */
  #lastLook = '';

  constructor(response: Writable, options: ReaderOptions) {
    this.#response = response;
    this.#options = options;
    // it may have gone while it was found out whether it may read: then no event tells of it any more
    if (response.destroyed) setImmediate(() => options.onGone(this));
    else response.once('close', () => options.onGone(this));
  }

  /** Bytes that it was given and has not taken. */
  get unsentBytes(): number {
    return this.#response.writableLength;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Says what it is given from now on, when it is through with what it has: history first, if at all. */
  supplyFrom(supply: Supply, of: 'history' | 'life'): void {
    this.#supply = supply;
    this.#readsHistory = of === 'history';
  }

  /** Gives it what is next, if it is through with what it has, and says how many bytes that are. */
  pull(): number {
    if (this.#isBusy || this.#isOver) return 0;
    const frames = this.#supply();
    if (frames === undefined) return 0;
    this.#write(frames);
    return frames.byteLength;
  }

  /** Nothing more will come. */
  end(): void {
    if (!this.#response.writableEnded) this.#response.end();
  }

  /**
   * To be called now and then: shows that the stream lives, and gives up a reader that has taken nothing since the last
   * time of what has an end, its history or the rest of its feed.
   */
  keepAlive(frame: Buffer): void {
    const unsentBytes = this.unsentBytes;
    const look = `${this.#taken} ${unsentBytes}`;
    const standsStill = unsentBytes > 0 && look === this.#lastLook;
    this.#lastLook = look;
    if (this.#response.writableEnded) {
      if (standsStill) this.cutOff('never_finished', unsentBytes);
    } else if (!this.#isBusy) {
      this.#write(frame);
    } else if (standsStill && this.#readsHistory) {
      this.cutOff('too_slow', unsentBytes);
    }
  }

  cutOff(reason: CutOff['reason'], bufferedBytes: number): void {
    if (this.#response.destroyed) return;
    this.#options.onCutOff({ reason, bufferedBytes });
    this.#response.destroy();
  }

  get #isOver(): boolean {
    return this.#response.destroyed || this.#response.writableEnded;
  }

  #write(frames: Buffer): void {
    if (this.#isOver) return;
    this.#isBusy = true;
    this.#options.onWrite?.(frames);
    this.#response.write(frames, () => {
      this.#isBusy = false;
      this.#taken += 1;
      // in another turn: others are to be given something in between
      const next = () => void this.pull();
      if (this.#readsHistory) this.#options.pace.add(next);
      else setImmediate(next);
    });
  }
}
