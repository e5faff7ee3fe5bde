/** When what happened in a scenario that a delay may have spoilt. Milliseconds of `performance.now()`. */
export class ScenarioSpan {
  readonly #begunAtMs = performance.now();
  #stepAtMs: number | undefined;
  #underWayAtMs: number | undefined;
  #failedAtMs: number | undefined;

  /** A step begins. */
  stepBegins(): void {
    this.#stepAtMs = performance.now();
  }

  /** From here on there is something at the server that goes on by itself: a node, a job, a feed. */
  isUnderWay(): void {
    this.#underWayAtMs ??= performance.now();
  }

  /** It has failed; what comes later is of no account. */
  hasFailed(): void {
    this.#failedAtMs ??= performance.now();
  }

  /** The step that failed, or the last; all of the scenario where it came to none. */
  get step(): readonly [sinceMs: number, untilMs: number] {
    return [this.#stepAtMs ?? this.#begunAtMs, this.#failedAtMs ?? performance.now()];
  }

  /**
   * The step, and before it what its scenario had under way: a delay that is the cause of a failure lies there. A request
   * that is answered wrongly, while nothing else is under way, has nothing to do with a delay before it.
   */
  get underWay(): readonly [sinceMs: number, untilMs: number] {
    const [sinceMs, untilMs] = this.step;
    return [Math.min(sinceMs, this.#underWayAtMs ?? sinceMs), untilMs];
  }
}
