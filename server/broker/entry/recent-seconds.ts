const BITS = 2_048;

/**
 * Some of the seconds around now, a bit each: however many, they take 256 bytes. Seconds are numbered as by Unix time. What is
 * over is told from what is to come by whoever asks.
 */
export class RecentSeconds {
  readonly #bits = new Uint8Array(BITS / 8);
  /** Of the seconds before it the bits stand for others by now. */
  #from: number;

  /** @param from the first second of a range, which is to be at most 2,048 seconds long whatever moves it */
  constructor(from: number) {
    this.#from = from;
  }

  add(second: number): void {
    const index = indexOf(second);
    this.#bits[index >> 3] = (this.#bits[index >> 3] ?? 0) | (1 << (index & 7));
  }

  has(second: number): boolean {
    const index = indexOf(second);
    return ((this.#bits[index >> 3] ?? 0) & (1 << (index & 7))) !== 0;
  }

  /** Forgets the seconds before this one. */
  moveTo(from: number): void {
    for (let second = Math.max(this.#from, from - BITS); second < from; second++) {
      const index = indexOf(second);
      this.#bits[index >> 3] = (this.#bits[index >> 3] ?? 0) & ~(1 << (index & 7));
    }
    this.#from = Math.max(this.#from, from);
  }
}

function indexOf(second: number): number {
  return ((second % BITS) + BITS) % BITS;
}
