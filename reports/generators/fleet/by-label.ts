import { numberText, secondsText } from './figures.ts';
import type { FleetResults } from './fleet-results.ts';

/** A table of figures by group of nodes, or by job of the file. */
export interface LabelTable {
  readonly title: string;
  /** Of the columns; the first is the name, the others are numbers. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

type Metrics = FleetResults['metrics'];
type Column = readonly [title: string, metric: string, text: (value: number | undefined) => string];

const GROUP_COLUMNS: readonly Column[] = [
  ['nodes', 'nodes_requested{}', numberText],
  ['available', 'nodes_available{}', numberText],
  ['online at least', 'nodes_online{}.min', numberText],
  ['vote p50', 'vote_seconds{}.p50', secondsText],
  ['vote p95', 'vote_seconds{}.p95', secondsText],
  ['vote p99', 'vote_seconds{}.p99', secondsText],
  ['run p95', 'run_seconds{}.p95', secondsText],
  ['commands succeeded', 'runs_succeeded{}', numberText],
  ['failed', 'runs_failed{}', numberText],
];

const JOB_COLUMNS: readonly Column[] = [
  ['planned', 'jobs_planned{}', numberText],
  ['complete', 'jobs_complete{}', numberText],
  ['job p50', 'job_seconds{}.p50', secondsText],
  ['job p95', 'job_seconds{}.p95', secondsText],
  ['vote p95', 'vote_seconds{}.p95', secondsText],
  ['run p95', 'run_seconds{}.p95', secondsText],
  ['commands succeeded', 'runs_succeeded{}', numberText],
  ['failed', 'runs_failed{}', numberText],
];

/** What thresholds with labels are about, a row a name; no table where there is one name alone: it is the whole. */
export function labelTables({ metrics }: Pick<FleetResults, 'metrics'>): readonly LabelTable[] {
  return [
    tableOf('By group of nodes', 'group', 'nodes_requested', GROUP_COLUMNS, metrics),
    tableOf('By job of the file', 'job', 'jobs_planned', JOB_COLUMNS, metrics),
  ].filter(({ rows }) => rows.length > 1);
}

function tableOf(
  title: string,
  label: string,
  namedBy: string,
  columns: readonly Column[],
  metrics: Metrics,
): LabelTable {
  const prefix = `${namedBy}{${label}=`;
  const names = Object.keys(metrics)
    .filter((metric) => metric.startsWith(prefix) && !metric.includes(','))
    .map((metric) => metric.slice(prefix.length, -1));
  return {
    title,
    columns: [label, ...columns.map(([column]) => column)],
    rows: names.map((name) => [
      name,
      ...columns.map(([, metric, text]) => text(metrics[metric.replace('{}', `{${label}=${name}}`)])),
    ]),
  };
}
