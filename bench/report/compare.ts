import type { Figure } from '../run/figure.ts';
import { type Summary, spread } from '../statistics/summary.ts';
import { formatAmount, formatNumber, formatPercent } from './amounts.ts';
import type { BenchFile } from './bench-file.ts';
import { renderTable, type TextColumn } from './table.ts';

/** How a figure changed. Where it has a floor its ratio is compared, which another machine changes least. */
export interface Movement {
  readonly name: string;
  readonly subject: 'ratio' | 'ours';
  readonly before: number;
  readonly after: number;
  /** Change as a share of the old value. */
  readonly change: number;
  /** How far the two may differ without a cause, as a share. */
  readonly noise: number;
  readonly moved: boolean;
}

/** Less than this is never called a movement. */
const LEAST_NOISE = 0.05;

/** Every figure that both files have. */
export function compareFigures(before: BenchFile, after: BenchFile): readonly Movement[] {
  const old = new Map(before.figures.map((figure) => [figure.name, figure]));
  return after.figures.flatMap((figure) => {
    const known = old.get(figure.name);
    return known === undefined ? [] : movement(known, figure);
  });
}

/** The movements as a table, those beyond noise first, and a line that sums up. */
export function renderComparison(before: BenchFile, after: BenchFile): string {
  const movements = compareFigures(before, after).toSorted((a, b) => Number(b.moved) - Number(a.moved));
  const units = new Map(after.figures.map(({ name, unit }) => [name, unit]));
  const rows = movements.map((one) => {
    const format = (value: number): string =>
      one.subject === 'ratio' ? formatNumber(value) : formatAmount(value, units.get(one.name) ?? 'count');
    const change = `${one.change > 0 ? '+' : ''}${formatPercent(one.change)}`;
    const said = one.moved ? 'moved' : 'within noise';
    return [
      one.name,
      one.subject,
      format(one.before),
      format(one.after),
      change,
      formatPercent(one.noise),
      said,
    ];
  });
  const moved = movements.filter((one) => one.moved).length;
  const summary = `${moved} of ${movements.length} figures moved beyond noise`;
  const warning =
    before.size === after.size
      ? []
      : [`One run was ${before.size}, the other ${after.size}: they measured different things.`];
  return [renderTable(COLUMNS, rows), '', summary, ...warning].join('\n');
}

const COLUMNS: readonly TextColumn[] = [
  { title: 'figure', align: 'left' },
  { title: 'of', align: 'left' },
  { title: 'old', align: 'right' },
  { title: 'new', align: 'right' },
  { title: 'change', align: 'right' },
  { title: 'noise', align: 'right' },
  { title: '', align: 'left' },
];

function movement(before: Figure, after: Figure): Movement {
  const useRatio = before.ratio !== null && after.ratio !== null;
  const old = (useRatio && before.ratio) || before.ours;
  const now = (useRatio && after.ratio) || after.ours;
  const change = old.median === now.median ? 0 : (now.median - old.median) / Math.abs(old.median);
  const noise = Math.max(LEAST_NOISE, noiseOf(old) + noiseOf(now));
  return {
    name: after.name,
    subject: useRatio ? 'ratio' : 'ours',
    before: old.median,
    after: now.median,
    change,
    noise,
    // quartiles of few rounds are narrow by chance: the ranges must be apart too
    moved: Math.abs(change) > noise && (old.max < now.min || now.max < old.min),
  };
}

/** How far a median of so many rounds may be from the true one, roughly. */
function noiseOf(summary: Summary): number {
  return (2 * spread(summary)) / Math.sqrt(summary.samples.length);
}
