import type { Meaning, Paint } from './paint.ts';
import { clipped, columnsOf } from './printable.ts';

/** A cell: its text, and what it means. The text is printable already. */
export interface TableCell {
  readonly text: string;
  readonly meaning?: Meaning;
}

export interface TableColumn {
  readonly title: string;
  /** Numbers stand on the right. */
  readonly align?: 'right';
}

const GAP = '  ';

/**
 * Lines of a table, titles first, columns as wide as their widest cell. The last column gives way when a line
 * would be longer than `width` columns.
 */
export function table(
  columns: readonly TableColumn[],
  rows: readonly (readonly TableCell[])[],
  { paint, width }: { readonly paint: Paint; readonly width: number },
): readonly string[] {
  const titles = columns.map(({ title }): TableCell => ({ text: title, meaning: 'quiet' }));
  const widths = columns.map((_, index) =>
    [titles, ...rows].reduce((widest, row) => Math.max(widest, columnsOf(row[index]?.text ?? '')), 0),
  );
  return [titles, ...rows].map((row) => {
    let room = width;
    const cells = columns.map(({ align }, index) => {
      const { text, meaning } = row[index] ?? { text: '' };
      const isLast = index === columns.length - 1;
      const fitted = isLast ? clipped(text, Math.max(0, room)) : text;
      room -= (widths[index] ?? 0) + GAP.length;
      const padding = ' '.repeat(Math.max(0, (widths[index] ?? 0) - columnsOf(fitted)));
      const painted = meaning === undefined ? fitted : paint(meaning, fitted);
      if (align === 'right') return padding + painted;
      return isLast ? painted : painted + padding;
    });
    return cells.join(GAP).trimEnd();
  });
}
