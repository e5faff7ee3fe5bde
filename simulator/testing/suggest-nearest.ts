import { distance } from 'fastest-levenshtein';

/** Suggestions as the command line makes them, near enough for tests. */
export function suggestNearest(word: string, known: readonly string[]): string | undefined {
  return known.find((each) => distance(word, each) <= 2);
}
