import type { Meaning } from '../../output/paint.ts';
import { clipped, columnsOf, printable } from '../../output/printable.ts';
import { plainLine, type TextLine } from '../../output/text-line.ts';
import { ratesText } from '../rates.ts';
import type { ViewedGroup, ViewedNodes, ViewFigures } from './view-figures.ts';
import type { ViewSection } from './view-section.ts';

type NodesRow = ViewedNodes & Pick<ViewedGroup, 'wanted'>;

/** Columns of numbers, and what a number above 0 means. */
const PLACES: readonly (readonly [title: string, of: (nodes: NodesRow) => number, meaning?: Meaning])[] = [
  ['available', ({ places }) => places.available, 'good'],
  ['busy', ({ places }) => places.busy, 'busy'],
  ['rehab', ({ inRehab }) => inRehab],
  ['connecting', ({ places, inRehab }) => Math.max(0, places.connected - inRehab)],
  ['starting', ({ places }) => places.starting],
  ['away', awayOf],
];

/** Nodes that are not there: not yet, not any more, or for a time. */
function awayOf({ wanted, places }: NodesRow): number {
  const { available, busy, connected, starting } = places;
  return Math.max(places.away, wanted - available - busy - connected - starting);
}

const COUNT_COLUMNS = 6;
const NUMBERS_COLUMNS = PLACES.reduce(
  (sum, [title]) => sum + Math.max(COUNT_COLUMNS, title.length + 1),
  COUNT_COLUMNS,
);
const LEAST_NAME_COLUMNS = 6;

/** Nodes by group and state: the sum first where there are several groups. */
export function nodesSection(
  { nodes, wanted, groups }: Pick<ViewFigures, 'nodes' | 'wanted' | 'groups'>,
  columns: number,
): ViewSection {
  const all = groups.length > 1 ? [{ name: 'all', wanted, ...nodes }] : [];
  const rows = groups.length === 0 ? [{ name: 'all', wanted, ...nodes }] : [...all, ...groups];
  const room = Math.max(LEAST_NAME_COLUMNS, columns - NUMBERS_COLUMNS);
  const names = rows.map(({ name }) => clipped(printable(name), room));
  const nameColumns = Math.max(5, ...names.map(columnsOf));
  const titles = PLACES.map(([title]) => numberCell(title, title)).join('');
  const lines: readonly TextLine[] = [
    plainLine(`${'group'.padEnd(nameColumns)}${'nodes'.padStart(COUNT_COLUMNS)}${titles}`, 'quiet'),
    ...rows.map((row, index): TextLine => {
      const name = names[index] ?? '';
      return [
        { text: `${name}${' '.repeat(nameColumns - columnsOf(name))}` },
        { text: String(row.wanted).padStart(COUNT_COLUMNS) },
        ...PLACES.map(([title, of, meaning]) => {
          const count = of(row);
          const shown = count > 0 ? meaning : ('quiet' as const);
          return { text: numberCell(String(count), title), ...(shown !== undefined && { meaning: shown }) };
        }),
      ];
    }),
  ];
  return { label: 'nodes', lines, wants: [2, 5], rank: 2, side: 'left' };
}

function numberCell(text: string, title: string): string {
  return text.padStart(Math.max(COUNT_COLUMNS, title.length + 1));
}

/** What nodes do a second. */
export function ratesSection({ perSecond }: Pick<ViewFigures, 'perSecond'>): ViewSection {
  return {
    label: 'a second',
    lines: [plainLine(ratesText(perSecond))],
    wants: [0, 1],
    rank: 9,
    side: 'left',
  };
}
