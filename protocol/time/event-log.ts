/**
 * A growing list of things seen, that can be waited on. Nobody sleeps: who waits, waits for an entry, and when
 * none comes in time the error says what was wanted and everything that was seen.
 */
export class EventLog<Entry> {
  readonly #entries: Entry[] = [];
  readonly #waiters = new Set<() => void>();
  #isOver = false;
  readonly #name: string;
  readonly #show: (entry: Entry) => string;

  constructor(name: string, show: (entry: Entry) => string) {
    this.#name = name;
    this.#show = show;
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  add(entry: Entry): void {
    this.#entries.push(entry);
    for (const wake of [...this.#waiters]) wake();
  }

  /** Says that nothing more is to be waited for: whoever waits gives up at once. What comes all the same is kept. */
  end(): void {
    this.#isOver = true;
    for (const wake of [...this.#waiters]) wake();
  }

  /** Calls `wake` after each new entry and at the end, until the function that it gives is called. */
  watch(wake: () => void): () => void {
    this.#waiters.add(wake);
    return () => this.#waiters.delete(wake);
  }

  /**
   * The first entry (present or to come) for which `wanted` holds.
   * Rejects after `patienceMs`, or as soon as the log has ended, with what was wanted and what was seen.
   */
  async until(what: string, wanted: (entry: Entry) => boolean, patienceMs: number): Promise<Entry> {
    let next = 0;
    return waitFor(
      () => {
        for (; next < this.#entries.length; next += 1) {
          const entry = this.#entries[next];
          if (entry !== undefined && wanted(entry)) return entry;
        }
        return undefined;
      },
      (wake) => this.watch(wake),
      () => new Error(`wanted of ${this.#name}: ${what}\nseen${this.#tense}: ${this.describe()}`),
      patienceMs,
      () => this.#isOver,
    );
  }

  get #tense(): string {
    return this.#isOver ? ', to its end' : '';
  }

  describe(): string {
    return this.#entries.length === 0
      ? 'nothing'
      : this.#entries.map((entry) => `\n  ${this.#show(entry)}`).join('');
  }
}

/** Tries `look` now and at every wake-up; gives up with `failure()` after `patienceMs`, or once `isOver`. */
export function waitFor<T>(
  look: () => T | undefined,
  watch: (wake: () => void) => () => void,
  failure: () => Error,
  patienceMs: number,
  isOver: () => boolean = () => false,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const found = look();
    if (found !== undefined) return resolve(found);
    if (isOver()) return reject(failure());
    const stop = watch(() => {
      const value = look();
      if (value === undefined && !isOver()) return;
      finish();
      if (value === undefined) reject(failure());
      else resolve(value);
    });
    const giveUp = setTimeout(() => {
      finish();
      reject(failure());
    }, patienceMs);
    const finish = (): void => {
      clearTimeout(giveUp);
      stop();
    };
  });
}
