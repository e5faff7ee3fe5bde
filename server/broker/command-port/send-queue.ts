/** Given to the socket at once; when the system has taken some of it, the reader shows that it reads. */
const PORTION_BYTES = 16_384;

/** The part of a socket that this is about. */
export interface Sink {
  write(bytes: Uint8Array, done: () => void): unknown;
}

export interface SendQueueOptions {
  readonly sink: Sink;
  /** Something waits, and nothing did before. */
  readonly onBusy: () => void;
  /** The system took some of what waits, and more is left. */
  readonly onProgress: () => void;
  /** Everything was taken. */
  readonly onIdle: () => void;
}

/**
 * Bytes on their way to a node. What a node does not take is counted here, and given to its socket in portions: a socket
 * that has a megabyte in hand does not tell whether any of it was taken.
 */
export class SendQueue {
  readonly #options: SendQueueOptions;
  readonly #done = (): void => this.#taken();
  #waiting: Uint8Array[] = [];
  #unsentBytes = 0;
  /** What the socket has in hand: the length of each part, in order, and of all. */
  #given: number[] = [];
  #givenBytes = 0;

  constructor(options: SendQueueOptions) {
    this.#options = options;
  }

  /** Bytes that the system has not taken. */
  get unsentBytes(): number {
    return this.#unsentBytes;
  }

  add(bytes: Uint8Array): void {
    if (bytes.byteLength === 0) return;
    if (this.#unsentBytes === 0) this.#options.onBusy();
    this.#waiting.push(bytes);
    this.#unsentBytes += bytes.byteLength;
    this.#give();
  }

  /** Forgets what waits: nobody will take it. */
  clear(): void {
    this.#waiting = [];
    this.#unsentBytes = this.#givenBytes;
  }

  #taken(): void {
    const bytes = this.#given.shift() ?? 0;
    this.#givenBytes -= bytes;
    this.#unsentBytes -= bytes;
    if (this.#unsentBytes === 0) {
      this.#options.onIdle();
      return;
    }
    this.#options.onProgress();
    this.#give();
  }

  #give(): void {
    while (this.#waiting.length > 0 && this.#givenBytes < PORTION_BYTES) {
      const part = this.#nextPart();
      this.#given.push(part.byteLength);
      this.#givenBytes += part.byteLength;
      this.#options.sink.write(part, this.#done);
    }
  }

  /** A message, or a part of one that is longer than a portion. */
  #nextPart(): Uint8Array {
    const [first = NOTHING] = this.#waiting;
    if (first.byteLength <= PORTION_BYTES) {
      this.#waiting.shift();
      return first;
    }
    this.#waiting[0] = first.subarray(PORTION_BYTES);
    return first.subarray(0, PORTION_BYTES);
  }
}

const NOTHING = new Uint8Array();
