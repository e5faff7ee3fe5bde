import { plainLine, type TextLine } from '../../output/text-line.ts';

/** A part of the view: a label on the left, lines right of it. */
export interface ViewSection {
  readonly label: string;
  /** The most important first: a section that gets less room than it wants shows the first of them. */
  readonly lines: readonly TextLine[];
  /** The same in fewer lines, where not all of them have room. */
  readonly compact?: readonly TextLine[];
  /** Lines that it wants before others get more than theirs: where there is little room, and where there is some more. */
  readonly wants: readonly [least: number, more: number];
  /** Sections of a low rank get their lines first. */
  readonly rank: number;
  /** Where it stands on a wide terminal. */
  readonly side: 'left' | 'right';
}

/** How many lines each section is given of so many, in their order. */
export function dealtRows(
  sections: readonly Pick<ViewSection, 'lines' | 'wants' | 'rank'>[],
  rows: number,
): readonly number[] {
  const given = sections.map(() => 0);
  const byRank = [...sections.entries()].toSorted(([, a], [, b]) => a.rank - b.rank);
  let left = Math.max(0, rows);
  const deal = (index: number, count: number) => {
    const taken = Math.min(count, left);
    given[index] = (given[index] ?? 0) + taken;
    left -= taken;
  };
  for (const step of [0, 1] as const)
    for (const [index, { lines, wants }] of byRank)
      deal(index, Math.max(0, Math.min(lines.length, wants[step]) - (given[index] ?? 0)));
  while (left > 0) {
    const hungry = byRank.filter(([index, { lines }]) => (given[index] ?? 0) < lines.length);
    if (hungry.length === 0) break;
    for (const [index] of hungry) deal(index, 1);
  }
  return given;
}

/** So many lines of a section, the last of which says how many are left out. */
export function shownRows(
  { lines: all, compact = all }: Pick<ViewSection, 'lines' | 'compact'>,
  rows: number,
): readonly TextLine[] {
  const lines = all.length <= rows ? all : compact;
  if (lines.length <= rows || rows < 2) return lines.slice(0, Math.max(0, rows));
  const kept = lines.slice(0, rows - 1);
  return [...kept, plainLine(`… and ${lines.length - kept.length} more`, 'quiet')];
}
