const REFILL_MS = 60_000;

/** So many bytes at once, and as many again in each minute. */
export class ByteAllowance {
  readonly #most: number;
  #left: number;
  #atMs: number;

  constructor(most: number, nowMs: number) {
    this.#most = most;
    this.#left = most;
    this.#atMs = nowMs;
  }

  /** False: it is more than is left. @param nowMs by a clock that never goes back */
  take(bytes: number, nowMs: number): boolean {
    const refilled = (this.#most * (nowMs - this.#atMs)) / REFILL_MS;
    this.#left = Math.min(this.#most, this.#left + refilled) - bytes;
    this.#atMs = nowMs;
    return this.#left >= 0;
  }
}
