import { benchmarkOf, type Figure } from '../run/figure.ts';
import { formatAmount, formatNumber } from './amounts.ts';
import type { BenchFile } from './bench-file.ts';
import { machineLine } from './machine-info.ts';
import { targetLines } from './targets.ts';

/** A column of the table, made of the figures of one fleet. */
interface Column {
  readonly title: string;
  readonly of: (figure: (key: string) => Figure) => string;
}

const ours = (figure: Figure): string => formatAmount(figure.ours.median, figure.unit);
const seconds = (ms: number): string => `${formatNumber(ms / 1_000)} s`;
const ratio = (figure: Figure): string => (figure.ratio === null ? '–' : formatNumber(figure.ratio.median));

const COLUMNS: readonly Column[] = [
  { title: 'nodes', of: (figure) => formatNumber(figure('up').nodes ?? 0) },
  {
    title: 'all available after',
    of: (figure) => seconds((1_000 * (figure('up').nodes ?? 0)) / figure('up').ours.median),
  },
  { title: '… rate by bare', of: (figure) => ratio(figure('up')) },
  { title: 'job on all', of: (figure) => seconds(figure('job').ours.median) },
  { title: '… by bare', of: (figure) => ratio(figure('job')) },
  { title: 'server CPU a node, up', of: (figure) => ours(figure('serverCpuUp')) },
  { title: '… job', of: (figure) => ours(figure('serverCpuJob')) },
  { title: 'server memory a node', of: (figure) => ours(figure('serverMemory')) },
  { title: 'fleet memory a node', of: (figure) => ours(figure('fleetMemory')) },
  { title: 'late heartbeats', of: (figure) => ours(figure('late')) },
  { title: 'refused', of: (figure) => ours(figure('refused')) },
  { title: 'falsely unavailable', of: (figure) => ours(figure('lost')) },
];

/** The fleets of a run as a table in Markdown, with machine and date, and the targets that were missed. */
export function capacityTable({ figures, date, machine }: BenchFile): string {
  const names = [...new Set(figures.filter(({ nodes }) => nodes !== null).map(benchmarkOf))];
  const rows = names.map((name) =>
    COLUMNS.map(({ of }) => of((key) => figureNamed(figures, `${name}.${key}`))),
  );
  const missed = targetLines(figures).filter(({ met }) => !met);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `${machineLine(machine)}; ${date.slice(0, 10)}.`,
    '',
    line(COLUMNS.map(({ title }) => title)),
    line(COLUMNS.map(() => '---')),
    ...rows.map(line),
    '',
    missed.length === 0 ? 'No target of this run was missed.' : 'Missed:',
    ...missed.map(({ name, title, wanted, got }) => `- ${title} (\`${name}\`): wanted ${wanted}, got ${got}`),
  ].join('\n');
}

function figureNamed(figures: readonly Figure[], name: string): Figure {
  const figure = figures.find((one) => one.name === name);
  if (figure === undefined) throw new Error(`the run has no figure ${name}`);
  return figure;
}
