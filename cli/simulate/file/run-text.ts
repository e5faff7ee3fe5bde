import { numberText, secondsText } from '../../../reports/generators/fleet/figures.ts';
import type { ThresholdResult } from '../../../reports/generators/fleet/fleet-results.ts';
import type { Screen } from '../../output/output.ts';
import { clipped } from '../../output/printable.ts';
import { type TableCell, table } from '../../output/table.ts';
import { bar } from '../bar.ts';
import { ratesText, workLines } from '../rates.ts';
import { type RunState, SHOWN_PHASES, SHOWN_STATS } from './run-state.ts';

/** A run on one line, for what is no terminal. */
export function runLine({
  seconds,
  wanted,
  nodes,
  jobs,
  perSecond,
  latencies,
  thresholds,
  lateSeconds,
}: RunState): string {
  const holding = thresholds.filter(({ isKept }) => isKept).length;
  const vote = latencies['vote_seconds.p95'];
  return (
    `${seconds.toFixed(0)} s: of ${wanted} nodes ${nodes.available + nodes.busy} online (${nodes.busy} busy), ` +
    `${nodes.connected} connecting, ${nodes.starting} starting, ${nodes.away} away; ` +
    `jobs ${jobs.underWay} under way, ${jobs.complete} complete, ${jobs.failed} failed; ` +
    `a second ${ratesText(perSecond)}; ` +
    `${vote === undefined ? '' : `vote p95 ${secondsText(vote)}; `}${holding} of ${thresholds.length} thresholds hold` +
    lateText(lateSeconds)
  );
}

/** A run on a terminal: nodes, jobs, rates, latencies, and the thresholds as they stand. */
export function runLines(state: RunState, screen: Screen): readonly string[] {
  const { seconds, wanted, nodes, jobs, perSecond, latencies, thresholds, lateSeconds } = state;
  const { columns } = screen.size();
  const online = nodes.available + nodes.busy;
  const latency = (phase: string, stat: string): TableCell => ({
    text: secondsText(latencies[`${phase}_seconds.${stat}`]),
  });
  const { paint } = screen;
  return [
    `${bar(online / wanted, screen)} ${online}/${wanted} online after ${seconds.toFixed(0)} s${lateText(lateSeconds)}`,
    ...[...workLines({ places: nodes }, perSecond), jobsLine(jobs)].map((line) => clipped(line, columns)),
    ...table(
      [{ title: 'phase   ' }, ...SHOWN_STATS.map((stat) => ({ title: stat, align: 'right' as const }))],
      SHOWN_PHASES.map((phase) => [{ text: phase }, ...SHOWN_STATS.map((stat) => latency(phase, stat))]),
      { paint, width: columns },
    ),
    ...table(
      [{ title: 'so far  ' }, { title: 'threshold' }],
      thresholds.map((each) => [
        each.isKept
          ? { text: 'holds', meaning: 'good' as const }
          : { text: 'not yet', meaning: 'busy' as const },
        { text: thresholdText(each) },
      ]),
      { paint, width: columns },
    ),
  ];
}

/** `jobs_failed == 0  (0 and 0)` */
export function thresholdText({ threshold, left, right }: ThresholdResult): string {
  const figure = (value: number | undefined) => (value === undefined ? 'not measured' : numberText(value));
  return `${threshold}  (${figure(left)} and ${figure(right)})`;
}

/** Less is how late timers are on a busy machine, and no matter. */
const IS_LATE_FROM_SECONDS = 0.5;

/** That what is seen may be this machine's doing. */
function lateText(seconds: number): string {
  return seconds < IS_LATE_FROM_SECONDS
    ? ''
    : `; this machine, not the server, is ${secondsText(seconds)} late`;
}

function jobsLine({ underWay, complete, failed }: RunState['jobs']): string {
  return `jobs      ${underWay} under way, ${complete} complete, ${failed} failed`;
}
