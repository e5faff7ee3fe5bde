import { numberText, secondsText } from './figures.ts';
import type { FleetResults } from './fleet-results.ts';

type Metrics = FleetResults['metrics'];

/** The ends of jobs other than complete, by their metrics. Source: protocol §6. */
const OTHER_ENDS = ['refused', 'quorum_failed', 'timed_out', 'aborted', 'crashed', 'unfinished'] as const;

/** A fleet is late from here on, in seconds, and its work takes noticeably longer, as a factor. */
const IS_LATE_FROM = 1;
const IS_STRETCHED_FROM = 1.5;

/** Behind its plan a run is from here on, in seconds: a timer is late by less. */
const IS_BEHIND_FROM = 1;

/** `2 of 3 jobs complete; 1 quorum_failed.` */
export function jobsText(metrics: Metrics): string {
  const ends = OTHER_ENDS.flatMap((end) => {
    const count = metrics[`jobs_${end}`] ?? 0;
    return count > 0 ? [`${numberText(count)} ${end}`] : [];
  });
  const planned = metrics.jobs_planned ?? 0;
  if (planned === 0) return 'No jobs.';
  const others = ends.length === 0 ? '' : `; ${ends.join(', ')}`;
  return `${numberText(metrics.jobs_complete)} of ${numberText(planned)} jobs complete${others}.`;
}

/** How slow the machine of the fleet was, and what to do; undefined where it was in time. */
export function slowMachineText(metrics: Metrics): string | undefined {
  const { 'fleet_late_seconds.max': late = 0, fleet_stretch: stretch = 1 } = metrics;
  if (late < IS_LATE_FROM && stretch < IS_STRETCHED_FROM) return undefined;
  return `This machine, not the server: the fleet came up to ${secondsText(late)} late to what was due, and its work took ${stretch.toFixed(1)} times as long as with processors enough. Give it a machine of its own, fewer nodes, or more --workers.`;
}

/** That a run was shorter than its plan. @param what it left out: `17 jobs and 300 nodes` */
export function cutShortText(what: string): string {
  return `The run was shorter than its plan: --duration left ${what} out. A threshold that asks for them is unclear, not crossed.`;
}

/** That a threshold ended the run. */
export function endedText(threshold: string): string {
  return `The run was ended before its time: ${threshold} was crossed, and has abort_on_fail.`;
}

/** That a run fell behind its plan, and by how much; undefined where it did not. */
export function behindText({ behind_seconds: behind = 0 }: Metrics): string | undefined {
  if (behind < IS_BEHIND_FROM) return undefined;
  return `The run fell behind its plan: something came ${secondsText(behind)} later than planned. Nodes, server or this machine were too slow for it.`;
}
