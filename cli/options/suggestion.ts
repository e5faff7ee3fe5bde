/** Single-letter edits that make one word of the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const swap = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(swap, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The known word that `word` probably was meant to be, or `undefined` when none is near. */
export function suggestion(word: string, known: readonly string[]): string | undefined {
  const spelling = word.replaceAll('_', '-').toLowerCase();
  const [nearest] = known
    .map((candidate) => ({ candidate, edits: distance(spelling, candidate) }))
    .sort((a, b) => a.edits - b.edits);
  if (nearest === undefined) return undefined;
  return nearest.edits <= Math.ceil(spelling.length * 0.4) ? nearest.candidate : undefined;
}
