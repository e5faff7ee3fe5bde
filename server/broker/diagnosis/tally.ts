/** How often something happened, and when last. */
export interface Tallied {
  readonly count: number;
  readonly lastAtMs: number;
}

/** Adds one to the tally of a word. */
export function tally<K extends string>(counts: Map<K, Tallied>, word: K, nowMs: number): void {
  counts.set(word, { count: (counts.get(word)?.count ?? 0) + 1, lastAtMs: nowMs });
}
