interface Answer {
  readonly stamp: string;
  readonly bytes: Buffer;
}

/** Smaller ones cost less to make than to look after. */
const LEAST_BYTES = 16_384;

/**
 * Large answers that were given last, so many bytes of them: whoever is to have the same is given the same bytes, which are
 * in memory once however many do not read them.
 */
export class RecentAnswers {
  readonly #maxBytes: number;
  /** The one that was asked for last is the last. */
  readonly #answers = new Map<string, Answer>();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Of those that are kept. */
  get bytes(): number {
    return this.#bytes;
  }

  /** @param stamp of what is to be told; an answer with another one tells it no more, and is forgotten */
  find(key: string, stamp: string): Buffer | undefined {
    const answer = this.#answers.get(key);
    if (answer === undefined) return undefined;
    this.#forget(key, answer);
    if (answer.stamp !== stamp) return undefined;
    this.#keep(key, answer);
    return answer.bytes;
  }

  add(key: string, stamp: string, bytes: Buffer): void {
    const before = this.#answers.get(key);
    if (before !== undefined) this.#forget(key, before);
    if (bytes.byteLength < LEAST_BYTES || bytes.byteLength > this.#maxBytes) return;
    this.#keep(key, { stamp, bytes });
    for (const [oldest, answer] of this.#answers) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#forget(oldest, answer);
    }
  }

  #keep(key: string, answer: Answer): void {
    this.#answers.set(key, answer);
    this.#bytes += answer.bytes.byteLength;
  }

  #forget(key: string, answer: Answer): void {
    this.#answers.delete(key);
    this.#bytes -= answer.bytes.byteLength;
  }
}
