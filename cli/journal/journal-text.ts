import type { JournalEntry } from '../../conformance/journal/entry.ts';
import type { RecordedScenario } from '../../conformance/journal/read-journal.ts';
import { summaryOf } from '../../conformance/journal/summary.ts';
import type { Paint } from '../output/paint.ts';
import { printable } from '../output/printable.ts';
import { type TableCell, type TableColumn, table } from '../output/table.ts';

export interface JournalTextOptions {
  readonly paint: Paint;
  /** Columns of the terminal. */
  readonly width: number;
  /** Also what was carried. */
  readonly bodies: boolean;
}

const COLUMNS: readonly TableColumn[] = [
  { title: 'time' },
  { title: 'node' },
  { title: '' },
  { title: 'kind' },
  { title: 'what' },
];

/** A scenario of a journal for people: its name, then a line for each entry, and an empty line. */
export function journalText(
  { id, name, attempt, outcome, dropped, entries }: RecordedScenario,
  { paint, width, bodies }: JournalTextOptions,
): readonly string[] {
  const tried = attempt === 1 ? '' : `, attempt ${attempt}`;
  const [titles = '', ...lines] = table(COLUMNS, entries.map(cells), { paint, width });
  return [
    `${paint('title', id)} ${printable(name)} (${(outcome ?? 'not ended').toLowerCase()}${tried})`,
    titles,
    ...lines.flatMap((line, index) => {
      const body = bodies ? entries[index]?.body : '';
      return body ? [line, `    ${paint('quiet', printable(body))}`] : [line];
    }),
    ...(dropped > 0 ? [paint('quiet', `${dropped} more were over the limit, and are not kept`)] : []),
    '',
  ];
}

/** The same for machines, a record for each entry. */
export function journalRecords({
  id,
  attempt,
  entries,
}: RecordedScenario): readonly Readonly<Record<string, unknown>>[] {
  return entries.map((entry) => {
    const { atMs, kind, direction, node, subject, body } = entry;
    const header = kind === 'frame' ? { header: subject } : {};
    return {
      ...{ scenario: id, attempt, atMs, node, direction, kind },
      ...{ summary: summaryOf(entry), ...header, body },
    };
  });
}

function cells(entry: JournalEntry): readonly TableCell[] {
  const { atMs, node = '-', direction, kind } = entry;
  return [
    { text: new Date(atMs).toISOString().slice(11, 23), meaning: 'quiet' },
    { text: printable(node) },
    { text: direction, meaning: 'quiet' },
    { text: kind, meaning: 'quiet' },
    { text: printable(summaryOf(entry)) },
  ];
}
