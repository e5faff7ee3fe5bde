/** Columns of text, as wide as what stands in them. */
export interface TextColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** A table in plain text: titles, a rule, rows. A row of one cell is a heading, which may run across columns. */
export function renderTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => (row.length === 1 ? 0 : (row[index]?.length ?? 0)))),
  );
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ align }, index) => {
        const [text, width] = [cells[index] ?? '', widths[index] ?? 0];
        return align === 'left' ? text.padEnd(width) : text.padStart(width);
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [line(columns.map(({ title }) => title)), rule, ...rows.map(line)].join('\n');
}
