import type { Writable } from 'node:stream';

/** What is told of a reader that was cut off. */
export interface CutOff {
  readonly reason: 'too_slow' | 'never_finished';
  readonly bufferedBytes: number;
}

export interface ReaderOptions {
  /** Unsent bytes, beyond the history it asked for, after which the reader is cut off. */
  readonly maxBufferBytes: number;
  /** Called once when the connection is over: the reader went away, was cut off, or has read everything. */
  readonly onGone: (reader: Reader) => void;
  readonly onCutOff: (cutOff: CutOff) => void;
}

/** One reader of an event stream, over the HTTP response that it is being answered with. */
export class Reader {
  readonly #response: Writable;
  readonly #options: ReaderOptions;
  /** Bytes of history that may be waiting to be sent, however slow the reader. */
  #historyBytes = 0;
  #unsentAtLastLook = 0;

  constructor(response: Writable, options: ReaderOptions) {
    this.#response = response;
    this.#options = options;
    response.once('close', () => options.onGone(this));
  }

  /** What the reader asked for when it came; it may be of any length. */
  writeHistory(frames: Buffer): void {
    if (this.#response.writableEnded || this.#response.write(frames)) return;
    this.#historyBytes = frames.byteLength;
    this.#response.once('drain', () => {
      this.#historyBytes = 0;
    });
  }

  /**
   * Sends at once what can be sent and keeps the rest. A reader for whom too much is kept already is cut off; the
   * frames themselves do not count, since even the fastest reader has not had a chance to take them.
   */
  write(frames: Buffer): void {
    if (this.#response.destroyed || this.#response.writableEnded) return;
    const bufferedBytes = this.#response.writableLength;
    if (bufferedBytes > this.#options.maxBufferBytes + this.#historyBytes) {
      this.#cutOff({ reason: 'too_slow', bufferedBytes });
    } else {
      this.#response.write(frames);
    }
  }

  /** Nothing more will come. */
  end(): void {
    if (!this.#response.writableEnded) this.#response.end();
  }

  /** To be called now and then: shows that the stream lives, and gives up a reader that does not take its end. */
  keepAlive(frame: Buffer): void {
    if (!this.#response.writableEnded) {
      this.write(frame);
      return;
    }
    const bufferedBytes = this.#response.writableLength;
    if (bufferedBytes > 0 && bufferedBytes === this.#unsentAtLastLook) {
      this.#cutOff({ reason: 'never_finished', bufferedBytes });
    }
    this.#unsentAtLastLook = bufferedBytes;
  }

  #cutOff(cutOff: CutOff): void {
    this.#options.onCutOff(cutOff);
    this.#response.destroy();
  }
}
