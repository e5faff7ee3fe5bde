import type { PlanCut } from '../plan/plan-cut.ts';
import { metricsOf, type Threshold } from './expression.ts';
import type { ThresholdVerdict } from './verdict.ts';

/** Counts that grow with each job that comes, and by how much at most: of nodes a job has many. */
const GROWS_WITH_JOBS = /^(?:jobs_(?:planned|started|complete)$|(?:runs_succeeded|\w+_seconds\.count)$)/;
const IS_OF_NODES = /^nodes_/;

/**
 * Whether a crossed threshold may be crossed only because the run was shorter than its plan: where it asks for so many jobs or nodes, and
 * those that the plan has behind the end could have made it so many. Whatever else is crossed is not excused by it.
 */
export function mayBeCutShort(
  threshold: Pick<Threshold, 'left' | 'right' | 'comparison'>,
  { isKept, left, right }: Pick<ThresholdVerdict, 'isKept' | 'left' | 'right'>,
  { jobs, nodes }: PlanCut,
): boolean {
  if (isKept) return false;
  const names = metricsOf(threshold.left).map((name) => name.replace(/\{.*\}/, ''));
  if (names.length !== 1) return false;
  const [name = ''] = names;
  // it is known once all nodes have come
  if (name === 'ready_seconds') return left === undefined && nodes > 0;
  if (left === undefined || right === undefined || left > right) return false;
  if (!['>', '>=', '=='].includes(threshold.comparison)) return false;
  const isReachedBy = (most: number) => (threshold.comparison === '>' ? most > right : most >= right);
  if (IS_OF_NODES.test(name)) return isReachedBy(left + nodes);
  if (!GROWS_WITH_JOBS.test(name)) return false;
  return name.startsWith('jobs_') ? isReachedBy(left + jobs) : jobs > 0;
}
