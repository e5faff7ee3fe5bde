import { BEHAVIOURS } from '../../../simulator/behaviours/index.ts';
import {
  DISTRIBUTION_STATS,
  DISTRIBUTIONS,
  GAUGE_STATS,
  GAUGES,
  VALUES,
} from '../../../simulator/thresholds/metric-names.ts';
import { code, type MarkdownTable } from './markdown.ts';

/** What the conditions of a fleet can be about. */
export function metrics(): MarkdownTable {
  return [
    ['metric', 'what it is'],
    ...rows(VALUES, []),
    ...rows(DISTRIBUTIONS, DISTRIBUTION_STATS),
    ...rows(GAUGES, GAUGE_STATS),
  ];
}

/** What virtual nodes can be told to do. */
export function behavioursTable(): MarkdownTable {
  const known = BEHAVIOURS.map(({ name, summary, defaults }) => [
    code(name),
    summary,
    Object.keys(defaults).map(code).join(', '),
  ]);
  return [['behaviour', 'the node', 'options'], ...known];
}

function rows(metrics: Readonly<Record<string, string>>, stats: readonly string[]): MarkdownTable {
  const which = stats.length === 0 ? '' : `, by \`.${stats.join('`, `.')}\``;
  return Object.entries(metrics).map(([name, what]) => [code(name), `${what}${which}`]);
}
