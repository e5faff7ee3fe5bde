/** A timer that has been set. */
export interface Timer {
  /** It does not go off any more; where it has, nothing happens. */
  cancel(): void;
}

/** The only way our code learns the time or waits. */
export interface Clock {
  /** Wall clock, milliseconds since the Unix epoch. It may jump. */
  now(): number;
  /** Milliseconds with fractions since some moment in the past; never goes back. */
  monotonic(): number;
  /** Runs `fire` once, not earlier than `ms` milliseconds from now. */
  after(ms: number, fire: () => void): Timer;
}

/** `setTimeout` fires at once when asked for more than this. */
const LONGEST_TIMEOUT_MS = 2_147_483_647;

/** The machine's clock. Its timers keep the process alive until they fire or are cancelled. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, fire) {
    const timer = new SystemTimer();
    timer.start(ms, fire);
    return timer;
  },
};

class SystemTimer implements Timer {
  #timeout: NodeJS.Timeout | undefined;

  start(ms: number, fire: () => void): void {
    this.#timeout =
      ms > LONGEST_TIMEOUT_MS
        ? setTimeout(() => this.start(ms - LONGEST_TIMEOUT_MS, fire), LONGEST_TIMEOUT_MS)
        : // rounded up, because setTimeout drops fractions and would be early
          setTimeout(fire, Math.ceil(ms));
  }

  cancel(): void {
    clearTimeout(this.#timeout);
  }
}
