import type { Clock, Timer } from '../protocol/time/clock.ts';

/** The start has its end first. */
const BEGIN_AFTER_MS = 50;
/** Each turn is followed by so many times its length in which others are served, */
const REST = 4;
/** but not by more than this. */
const MOST_REST_MS = 100;

/** Ends a turn of what takes many; false where there is to be no other one. */
export type EndTurn = () => Promise<boolean>;

type Act = (endTurn: EndTurn) => Promise<void> | void;

/**
 * What is needed only later, and would take long while somebody waits for it: it is done when the server serves, in turns, a
 * fifth of the time. Whoever needs it before that has it done at once.
 */
export class Ahead {
  readonly #clock: Clock;
  readonly #acts: Act[] = [];
  #timer: Timer | undefined;
  #turnSinceMs = 0;
  #isOver = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(act: Act): void {
    this.#acts.push(act);
  }

  start(): void {
    this.#timer = this.#clock.after(BEGIN_AFTER_MS, () => void this.#run());
  }

  stop(): void {
    this.#isOver = true;
    this.#timer?.cancel();
  }

  async #run(): Promise<void> {
    this.#turnSinceMs = this.#clock.monotonic();
    for (const act of this.#acts) {
      try {
        await act(() => this.#endTurn());
      } catch {
        // what fails here fails again for whoever needs it, where it is said
      }
      if (!(await this.#endTurn())) return;
    }
  }

  async #endTurn(): Promise<boolean> {
    if (this.#isOver) return false;
    const tookMs = this.#clock.monotonic() - this.#turnSinceMs;
    await new Promise<void>((resolve) => {
      this.#timer = this.#clock.after(Math.min(REST * tookMs, MOST_REST_MS), resolve);
    });
    this.#turnSinceMs = this.#clock.monotonic();
    return !this.#isOver;
  }
}
