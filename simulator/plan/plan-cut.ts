import type { FleetFile } from '../fleet-file/fleet-file.ts';
import type { FleetPlan } from './plan.ts';

/** What a shorter duration leaves out of a plan. */
export interface PlanCut {
  /** Infinity where they follow one another for as long as the run lasts. */
  readonly jobs: number;
  readonly nodes: number;
}

/** What is left of the plan of a file does without; undefined where that is nothing. @param cut the same plan in a shorter time */
export function planCut(
  whole: FleetPlan,
  cut: FleetPlan,
  { begin, durationMs = Number.POSITIVE_INFINITY }: Pick<FleetFile, 'begin' | 'durationMs'>,
): PlanCut | undefined {
  const missing = whole.series.map(({ length }, index) => {
    const left = cut.series[index]?.length ?? 0;
    // of those without a number there are fewer in any case
    return Number.isFinite(length) ? length - left : Number.POSITIVE_INFINITY;
  });
  const jobs = missing.reduce((sum, count) => sum + count, 0);
  // where the time counts from all nodes being up, all of them come
  const nodes = begin === 'start' ? cut.nodes.filter(({ startAtMs }) => startAtMs >= durationMs).length : 0;
  return jobs > 0 || nodes > 0 ? { jobs, nodes } : undefined;
}
