import type { ConformanceResults } from './results.ts';
import { hasRun, type Verdict } from './verdict.ts';

/**
 * What a run means for the shell; where several hold, the first of these. 130: it was interrupted. 1: a must failed.
 * 70: the harness failed, so that something was not judged. 4: the list of known failures is stale, or nothing ran.
 * 0: all musts that were selected passed or are known to fail; a must that passed at a later attempt has passed.
 */
export function exitCodeOf(results: ConformanceResults): 0 | 1 | 4 | 70 | 130 {
  const { scenarios, interrupted, problems, unmatched } = results;
  const some = (verdict: Verdict) => scenarios.some((each) => each.verdict === verdict);
  if (interrupted) return 130;
  if (scenarios.some(({ verdict, level }) => verdict === 'failed' && level === 'must')) return 1;
  if (some('error') || problems.length > 0) return 70;
  if (some('unexpected pass') || unmatched.length > 0) return 4;
  return scenarios.some(({ verdict }) => hasRun(verdict)) ? 0 : 4;
}
