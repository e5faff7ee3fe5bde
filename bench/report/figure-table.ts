import { benchmarkOf, type Figure, type FigureVerdict } from '../run/figure.ts';
import { spread } from '../statistics/summary.ts';
import { formatAmount, formatNumber, formatPercent } from './amounts.ts';
import { renderTable, type TextColumn } from './table.ts';
import { formatTarget } from './targets.ts';

const COLUMNS: readonly TextColumn[] = [
  { title: 'figure', align: 'left' },
  { title: 'ours', align: 'right' },
  { title: 'floor', align: 'right' },
  { title: 'ratio', align: 'right' },
  { title: '±', align: 'right' },
  { title: 'target', align: 'left' },
];

const NONE = '–';

/** All figures by benchmark, each with its floor, what the rounds differ by, and its targets. */
export function renderFigures(figures: readonly Figure[]): string {
  return renderTable(COLUMNS, figures.flatMap(rowsOf));
}

function rowsOf(figure: Figure, index: number, figures: readonly Figure[]): readonly string[][] {
  const benchmark = benchmarkOf(figure);
  const before = figures[index - 1];
  const isFirst = before === undefined || benchmarkOf(before) !== benchmark;
  const size = figure.nodes === null ? '' : `${formatNumber(figure.nodes)} nodes; `;
  const heading = isFirst ? [[`${benchmark}  (${size}floor: ${figure.floorTitle})`]] : [];
  const [verdict, ...more] = figure.verdicts;
  return [
    ...heading,
    [
      `  ${figure.title}`,
      formatAmount(figure.ours.median, figure.unit),
      figure.floor === null ? NONE : formatAmount(figure.floor.median, figure.unit),
      figure.ratio === null ? NONE : formatNumber(figure.ratio.median),
      formatPercent(spread(figure.ratio ?? figure.ours)),
      verdict === undefined ? '' : formatVerdict(figure, verdict),
    ],
    ...more.map((other) => ['', '', '', '', '', formatVerdict(figure, other)]),
  ];
}

function formatVerdict(figure: Figure, verdict: FigureVerdict): string {
  const { unit, difference } = figure;
  // the other subjects stand in columns of their own
  const by = verdict.of === 'difference' && difference ? ` (${formatAmount(difference.median, unit)})` : '';
  return `${verdict.met ? 'met   ' : 'MISSED'} ${formatTarget(figure, verdict)}${by}`;
}
