type Act = () => void;

/** So many acts are done in a turn of the event loop, */
const ACTS = 8;
/** and so many in one in which a connection was accepted: node accepts one a turn, and others may wait behind it. */
const ACTS_WHILE_ACCEPTING = 1;

/**
 * Does what can wait a moment, a few acts in each turn of the event loop, in the order in which they were added. However
 * many clients ask for much, no turn is long, and others are served in between.
 */
export class Pace {
  readonly #waiting = new Set<Act>();
  #isAccepting = false;
  #isScheduled = false;

  /** @param act does not throw, and finds out itself whether there is still something to do */
  add(act: Act): void {
    this.#waiting.add(act);
    this.#schedule();
  }

  /** A connection was accepted: this turn is to be short. */
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
    let left = this.#isAccepting ? ACTS_WHILE_ACCEPTING : ACTS;
    this.#isAccepting = false;
    for (const act of this.#waiting) {
      this.#waiting.delete(act);
      act();
      left -= 1;
      if (left === 0) break;
    }
    if (this.#waiting.size > 0) this.#schedule();
  }
}
