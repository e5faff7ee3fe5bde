/** Gives each call a later microsecond than the one before, however coarse or unsteady the clock. */
export class RisingMicros {
  #last = 0;

  /** @param nowMs milliseconds since the Unix epoch. */
  next(nowMs: number): number {
    this.#last = Math.max(Math.floor(nowMs * 1_000), this.#last + 1);
    return this.#last;
  }
}
