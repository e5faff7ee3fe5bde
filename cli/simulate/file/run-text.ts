import { numberText, secondsText } from '../../../reports/generators/fleet/figures.ts';
import type { ThresholdResult } from '../../../reports/generators/fleet/fleet-results.ts';
import { ratesText } from '../rates.ts';
import { IS_LATE_FROM_SECONDS } from '../view/health-sections.ts';
import type { RunState } from './run-state.ts';

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

/** `jobs_failed == 0  (0 and 0)` */
export function thresholdText({ threshold, left, right }: ThresholdResult): string {
  const figure = (value: number | undefined) => (value === undefined ? 'not measured' : numberText(value));
  return `${threshold}  (${figure(left)} and ${figure(right)})`;
}

/** That what is seen may be this machine's doing. */
function lateText(seconds: number): string {
  return seconds < IS_LATE_FROM_SECONDS
    ? ''
    : `; this machine, not the server, is ${secondsText(seconds)} late`;
}
