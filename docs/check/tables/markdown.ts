/** A table of a page: its header, then its rows. */
export type MarkdownTable = readonly (readonly string[])[];

/** A cell in which nothing stands. */
export const EMPTY_CELL = '–';

/** A word of the wire or of code. */
export function code(word: string): string {
  return `\`${word}\``;
}

/** The cells as a page has them. A bar within a cell would end it, and is escaped. */
export function markdown([header = [], ...rows]: MarkdownTable): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
