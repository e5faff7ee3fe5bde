import { distance } from 'fastest-levenshtein';

/** The known word that `word` probably was meant to be, or `undefined` when none is near. */
export function suggestion(word: string, known: readonly string[]): string | undefined {
  const spelling = word.replaceAll('_', '-').toLowerCase();
  const [nearest] = known
    .map((candidate) => ({ candidate, edits: distance(spelling, candidate) }))
    .sort((a, b) => a.edits - b.edits);
  if (nearest === undefined) return undefined;
  return nearest.edits <= Math.ceil(spelling.length * 0.4) ? nearest.candidate : undefined;
}
