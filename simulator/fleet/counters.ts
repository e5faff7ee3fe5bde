/** Counts by a word, in groups: `sent.heartbeat`, `refused.bad_signature`. */
export class Counters {
  readonly #groups = new Map<string, Map<string, number>>();

  add(group: string, word: string): void {
    let counts = this.#groups.get(group);
    if (!counts) {
      counts = new Map();
      this.#groups.set(group, counts);
    }
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }

  /** Every count under `GROUP.WORD`; what never happened is not there. */
  read(): Readonly<Record<string, number>> {
    const flat: Record<string, number> = {};
    for (const [group, counts] of this.#groups) {
      for (const [word, count] of counts) flat[`${group}.${word}`] = count;
    }
    return flat;
  }
}
