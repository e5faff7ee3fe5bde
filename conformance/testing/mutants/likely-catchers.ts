import type { Remembered } from './remembered.ts';

/**
 * The scenarios that caught other mutants, those of the likest names first: `voting.nack_commit.new.order` is often caught by
 * what caught `voting.nack_commit.new.quiet`.
 * @param most how many scenarios at most
 */
export function likelyCatchers(name: string, remembered: Remembered, most: number): readonly string[] {
  const byLikeness = Object.entries(remembered)
    .filter(([other]) => other !== name)
    .map(([other, id]) => ({ id, likeness: likenessOf(name, other) }))
    .toSorted((a, b) => b.likeness - a.likeness);
  return [...new Set(byLikeness.map(({ id }) => id))].slice(0, most);
}

/** How many parts of the names are the same in the same place; the first counts twice, since it is the file's subject. */
function likenessOf(name: string, other: string): number {
  const parts = other.split('.');
  const same = name.split('.').map((part, index) => part === parts[index]);
  return same.filter(Boolean).length + (same[0] === true ? 1 : 0);
}
