import type { FigureTarget } from '../run/benchmark.ts';
import type { Figure, FigureVerdict } from '../run/figure.ts';
import { formatAmount, formatNumber } from './amounts.ts';
import { renderTable, type TextColumn } from './table.ts';

/** A target in words, and what came of it. */
export interface TargetLine {
  readonly name: string;
  /** What is measured. */
  readonly title: string;
  readonly wanted: string;
  readonly got: string;
  readonly met: boolean;
}

const COLUMNS: readonly TextColumn[] = [
  { title: '', align: 'left' },
  { title: 'target', align: 'left' },
  { title: 'what', align: 'left' },
  { title: 'wanted', align: 'left' },
  { title: 'got', align: 'right' },
];

/** Every target of these figures. */
export function targetLines(figures: readonly Figure[]): readonly TargetLine[] {
  return figures.flatMap((figure) => figure.verdicts.map((verdict) => targetLine(figure, verdict)));
}

/** The targets as a table, the missed ones last, where a reader looks first, and a line that counts them. */
export function renderTargets(figures: readonly Figure[]): string {
  const lines = targetLines(figures).toSorted((a, b) => Number(b.met) - Number(a.met));
  const met = lines.filter((line) => line.met).length;
  const rows = lines.map(({ name, title, wanted, got, met: isMet }) => [
    isMet ? 'met' : 'MISSED',
    name,
    title,
    wanted,
    got,
  ]);
  return [renderTable(COLUMNS, rows), '', `${met} of ${lines.length} targets met`].join('\n');
}

function targetLine(figure: Figure, verdict: FigureVerdict): TargetLine {
  const { name, title } = figure;
  return {
    name,
    title,
    met: verdict.met,
    wanted: formatTarget(figure, verdict),
    got: formatGot(figure, verdict),
  };
}

/** `ratio ≥ 0.6`, `≤ 250 ms`, `≤ 30 KB above the floor`. */
export function formatTarget({ unit }: Pick<Figure, 'unit'>, target: FigureTarget): string {
  const [sign, limit] = 'atLeast' in target ? ['≥', target.atLeast] : ['≤', target.atMost];
  switch (target.of) {
    case 'ratio':
      return `ratio ${sign} ${formatNumber(limit)}`;
    case 'ours':
      return `${sign} ${formatAmount(limit, unit)}`;
    case 'difference':
      return `${sign} ${formatAmount(limit, unit)} above the floor`;
  }
}

function formatGot({ unit, ours, ratio, difference }: Figure, { of }: FigureTarget): string {
  switch (of) {
    case 'ratio':
      return ratio === null ? '–' : formatNumber(ratio.median);
    case 'ours':
      return formatAmount(ours.median, unit);
    case 'difference':
      return difference === null ? '–' : formatAmount(difference.median, unit);
  }
}
