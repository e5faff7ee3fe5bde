/** What is told at once. */
interface Batch {
  readonly bytes: Buffer;
  /** Bytes of all batches before it. */
  readonly startByte: number;
  /** How many readers have still to be given it. */
  left: number;
}

/** What is told to many readers, each batch kept until the last of them has been given it. */
export class Batches<R> {
  /** The number of the batch that each reader is given next. */
  readonly #next = new Map<R, number>();
  /** Those that are kept. */
  #kept: Batch[] = [];
  /** The number of the first of them. */
  #first = 0;
  #endByte = 0;
  /** Bytes that were kept when it was last told. */
  #toldBytes = 0;
  readonly #onKept: (change: number) => void;

  /** @param onKept told by how many bytes more, or fewer where it is negative, are kept now */
  constructor(onKept: (change: number) => void = () => undefined) {
    this.#onKept = onKept;
  }

  /** Bytes that are kept. */
  get bytes(): number {
    return this.#endByte - (this.#kept[0]?.startByte ?? this.#endByte);
  }

  /** Bytes of all batches that there have been. */
  get endByte(): number {
    return this.#endByte;
  }

  readers(): readonly R[] {
    return [...this.#next.keys()];
  }

  /** Is given every batch from now on. */
  join(reader: R): void {
    this.#next.set(reader, this.#first + this.#kept.length);
  }

  leave(reader: R): void {
    const number = this.#next.get(reader);
    if (number === undefined) return;
    this.#next.delete(reader);
    for (const batch of this.#kept.slice(number - this.#first)) batch.left -= 1;
    this.#forget();
  }

  /** Adds a batch of these frames. */
  add(frames: readonly Buffer[]): void {
    const [only] = frames;
    const bytes = only !== undefined && frames.length === 1 ? only : Buffer.concat(frames);
    this.#kept.push({ bytes, startByte: this.#endByte, left: this.#next.size });
    this.#endByte += bytes.byteLength;
    this.#forget();
  }

  /** What the reader is given next; undefined where there is nothing yet. */
  next(reader: R): Buffer | undefined {
    const number = this.#next.get(reader);
    const batch = number === undefined ? undefined : this.#kept[number - this.#first];
    if (number === undefined || batch === undefined) return undefined;
    this.#next.set(reader, number + 1);
    batch.left -= 1;
    if (batch.left === 0) this.#forget();
    return batch.bytes;
  }

  /** Bytes that the reader has not been given of those before this one. */
  keptFor(reader: R, endByte: number): number {
    const number = this.#next.get(reader);
    const batch = number === undefined ? undefined : this.#kept[number - this.#first];
    return Math.max(0, endByte - (batch?.startByte ?? endByte));
  }

  /** Those who have still to be given the first batch that is kept. */
  slowest(): readonly R[] {
    if (this.#kept.length === 0) return [];
    return this.readers().filter((reader) => this.#next.get(reader) === this.#first);
  }

  /** Forgets what everybody has been given, after anything that changes what is kept. */
  #forget(): void {
    let through = 0;
    while (this.#kept[through]?.left === 0) through += 1;
    if (through > 0) {
      this.#kept = this.#kept.slice(through);
      this.#first += through;
    }
    const change = this.bytes - this.#toldBytes;
    this.#toldBytes += change;
    if (change !== 0) this.#onKept(change);
  }
}
