type Act = () => void;

/** So many acts are done in a turn of the event loop, */
const ACTS = 8;
/**
 * and none in a turn in which a connection was accepted: node accepts one a turn, and others may wait behind it. So many
 * such turns are left out in a row. Several acts at once cost less than one in each turn: they share what is made for all.
 */
const TURNS_LEFT_OUT = 7;

/**
 * Does what can wait a moment, a few acts in each turn of the event loop, in the order in which they were added. However
 * many clients ask for much, no turn is long, and others are served in between.
 */
export class Pace {
  readonly #waiting = new Set<Act>();
  #isAccepting = false;
  #leftOut = 0;
  #isScheduled = false;

  /** @param act does not throw, and finds out itself whether there is still something to do */
  add(act: Act): void {
    this.#waiting.add(act);
    this.#schedule();
  }

  /** Resolves when it is the turn of whoever asks. */
  turn(): Promise<void> {
    return new Promise((resolve) => this.add(resolve));
  }

  /** A connection was accepted: the acts of this turn may wait. */
  accepted(): void {
    this.#isAccepting = true;
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => this.#turn());
  }

  #turn(): void {
    this.#isScheduled = false;
    const isLeftOut = this.#isAccepting && this.#leftOut < TURNS_LEFT_OUT;
    this.#isAccepting = false;
    this.#leftOut = isLeftOut ? this.#leftOut + 1 : 0;
    if (!isLeftOut) this.#act();
    if (this.#waiting.size > 0) this.#schedule();
  }

  #act(): void {
    let left = ACTS;
    for (const act of this.#waiting) {
      this.#waiting.delete(act);
      act();
      left -= 1;
      if (left === 0) return;
    }
  }
}
