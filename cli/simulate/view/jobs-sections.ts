import { secondsText } from '../../../reports/generators/fleet/figures.ts';
import { stateMeaning, statusMeaning } from '../../job/words.ts';
import { clipped, columnsOf, printable } from '../../output/printable.ts';
import type { TextLine } from '../../output/text-line.ts';
import { clockText } from './clock-text.ts';
import type { LastJob, RunningJob, ViewFigures } from './view-figures.ts';
import type { ViewSection } from './view-section.ts';

/** Latencies that a run shows while it goes on, and their statistics. */
export const SHOWN_PHASES = ['vote', 'run', 'job'] as const;
export const SHOWN_STATS = ['p50', 'p95', 'p99'] as const;

const MOST_LABEL_COLUMNS = 24;
const TIME_COLUMNS = 8;
const FIGURE_COLUMNS = 8;

/** Sums, the jobs under way with their nodes by state, and the last that have ended. */
export function jobsSection({ jobs }: Pick<ViewFigures, 'jobs'>, columns: number): ViewSection {
  const frame = { label: 'jobs', wants: [1, 4], rank: 4, side: 'left' } as const;
  if (jobs === undefined) return { ...frame, lines: [] };
  const { underWay, complete, failed, running, ended } = jobs;
  const labels = [...running, ...ended].map(({ label }) => columnsOf(printable(label)));
  const labelColumns = Math.min(MOST_LABEL_COLUMNS, Math.floor(columns / 3), Math.max(0, ...labels));
  const rows = {
    running: running.map((job) => runningLine(job, labelColumns)),
    ended: ended.map((job) => endedLine(job, labelColumns)),
  };
  const sums: TextLine = [
    { text: `${underWay} under way, ${complete} complete, ` },
    { text: `${failed} failed`, ...(failed > 0 && { meaning: 'bad' as const }) },
  ];
  return { ...frame, lines: [sums, ...alternately(rows.running, rows.ended)] };
}

/** What still moves first, but never without the last that has ended. */
function alternately<T>(one: readonly T[], other: readonly T[]): readonly T[] {
  return [...one.slice(0, 1), ...other.slice(0, 1), ...one.slice(1), ...other.slice(1)];
}

function labelled(label: string, columns: number, time: string): string {
  const name = clipped(printable(label), columns);
  return `${name}${' '.repeat(Math.max(0, columns - columnsOf(name)))} ${time.padStart(TIME_COLUMNS)}  `;
}

function runningLine({ label, nodes, seconds, states }: RunningJob, columns: number): TextLine {
  const begin = { text: labelled(label, columns, clockText(seconds)) };
  if (states.length === 0) return [begin, { text: `${nodes} nodes asked`, meaning: 'quiet' }];
  return [
    begin,
    ...states.map(([state, count], index) => ({
      text: `${index > 0 ? ', ' : ''}${count} ${printable(state)}`,
      meaning: stateMeaning(state),
    })),
  ];
}

function endedLine({ label, end, nodes, succeeded, seconds, error }: LastJob, columns: number): TextLine {
  return [
    { text: labelled(label, columns, seconds === undefined ? '' : secondsText(seconds)) },
    { text: printable(end), meaning: statusMeaning(end) },
    { text: `, ${succeeded} of ${nodes} nodes succeeded` },
    ...(error === undefined ? [] : [{ text: `: ${printable(error)}` }]),
  ];
}

/** How long votes, runs and jobs took. */
export function latenciesSection({ latencies }: Pick<ViewFigures, 'latencies'>): ViewSection {
  const frame = { label: 'took', wants: [0, 1], rank: 7, side: 'left' } as const;
  if (latencies === undefined) return { ...frame, lines: [] };
  const measured = SHOWN_PHASES.filter((phase) => latencies[`${phase}_seconds.p50`] !== undefined);
  const lines = measured.map(
    (phase): TextLine => [
      { text: phase.padEnd(4) },
      ...SHOWN_STATS.flatMap(
        (stat): TextLine => [
          { text: `  ${stat} `, meaning: 'quiet' },
          { text: secondsText(latencies[`${phase}_seconds.${stat}`]).padStart(FIGURE_COLUMNS) },
        ],
      ),
    ],
  );
  return { ...frame, lines };
}

/** What nodes have done for the jobs of others. */
export function workSection({ work }: Pick<ViewFigures, 'work'>): ViewSection {
  const frame = { label: 'in all', wants: [1, 1], rank: 4, side: 'left' } as const;
  if (work === undefined) return { ...frame, lines: [] };
  const { commits, succeeded, failed } = work;
  const line: TextLine = [
    { text: `${commits} commits, ${succeeded} commands succeeded, ` },
    { text: `${failed} failed`, ...(failed > 0 && { meaning: 'bad' as const }) },
  ];
  return { ...frame, lines: [line] };
}
