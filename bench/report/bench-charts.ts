import type { Chart } from '../../reports/generators/html/charts.ts';
import type { Unit } from '../run/benchmark.ts';
import { benchmarkOf, type Figure } from '../run/figure.ts';
import type { Summary } from '../statistics/summary.ts';

const BYTES_A_KB = 1_024;

/** A figure measured with several fleets becomes a chart over their size: ours, and the floor where there is one. */
export function benchCharts(figures: readonly Figure[]): readonly Chart[] {
  const byKey = new Map<string, Figure[]>();
  for (const figure of figures) {
    if (figure.nodes === null) continue;
    const key = `${suiteOf(figure)}.${keyOf(figure)}`;
    byKey.set(key, [...(byKey.get(key) ?? []), figure]);
  }
  return [...byKey.values()].filter((same) => same.length > 1).map(chartOf);
}

function chartOf(same: readonly Figure[]): Chart {
  const figures = same.toSorted((a, b) => (a.nodes ?? 0) - (b.nodes ?? 0));
  const [first] = figures;
  const row = (of: (figure: Figure) => Summary | null) =>
    figures.map((figure) => scaled(of(figure)?.median ?? null, figure.unit));
  const floors = row(({ floor }) => floor);
  const hasFloor = floors.some((value) => value !== null);
  return {
    title: first?.title ?? '',
    xUnit: 'nodes',
    unit: unitText(first?.unit ?? 'count'),
    series: hasFloor ? ['ours', 'floor'] : ['ours'],
    data: [figures.map(({ nodes }) => nodes), row(({ ours }) => ours), ...(hasFloor ? [floors] : [])],
  };
}

function suiteOf(figure: Figure): string {
  return benchmarkOf(figure).split('/')[0] ?? '';
}

function keyOf(figure: Figure): string {
  return figure.name.slice(benchmarkOf(figure).length + 1);
}

function scaled(value: number | null, unit: Unit): number | null {
  return value !== null && unit === 'bytes' ? value / BYTES_A_KB : value;
}

function unitText(unit: Unit): string {
  return unit === 'bytes' ? 'KB' : unit;
}
