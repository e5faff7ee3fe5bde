/** Between two attempts: at first, and at most. */
const FIRST_MS = 250;
const LONGEST_MS = 10_000;

/** Has something tried again, after twice as long each time. */
export class Retry {
  readonly #attempt: () => void;
  #timer: NodeJS.Timeout | undefined;
  #waitMs = FIRST_MS;

  constructor(attempt: () => void) {
    this.#attempt = attempt;
  }

  /** Asking again while it waits does no harm. */
  later(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#waitMs = Math.min(2 * this.#waitMs, LONGEST_MS);
      this.#attempt();
    }, this.#waitMs);
  }

  /** The next is the first again. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waitMs = FIRST_MS;
  }
}
