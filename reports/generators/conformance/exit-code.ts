import type { ConformanceResults, ScenarioResult } from './results.ts';
import { hasRun, type Verdict } from './verdict.ts';

/**
 * What a run means for the shell; where several hold, the first of these. 130: it was interrupted. 1: a must failed.
 * 70: the harness failed, so that something was not judged. 3: the target was in the way, so that something was not judged.
 * 4: the list of known failures is stale, nothing ran, or more musts are inconclusive than is bearable.
 * 0: all musts that were selected passed or are known to fail; a must that passed at a later attempt, or with quirks that
 * are accepted, has passed.
 */
export function exitCodeOf(results: ConformanceResults): 0 | 1 | 3 | 4 | 70 | 130 {
  const { scenarios, interrupted, problems, unmatched, hindrance } = results;
  const some = (verdict: Verdict) => scenarios.some((each) => each.verdict === verdict);
  if (interrupted) return 130;
  if (scenarios.some(({ verdict, level }) => verdict === 'failed' && level === 'must')) return 1;
  if (some('error') || problems.length > 0 || hindrance?.by === 'harness') return 70;
  if (hindrance !== undefined) return 3;
  if (some('unexpected pass') || unmatched.length > 0) return 4;
  if (isTooInconclusive(scenarios)) return 4;
  return scenarios.some(({ verdict }) => hasRun(verdict)) ? 0 : 4;
}

/** The share of what ran that may be inconclusive for a run to say something of its target. */
const BEARABLE_SHARE = 0.01;

/** True where so many of all could not be concluded that a run says too little. */
export function areTooMany(inconclusive: number, all: number): boolean {
  return inconclusive > BEARABLE_SHARE * all;
}

/** True where so many musts could not be concluded that the run says too little. */
export function isTooInconclusive(scenarios: readonly Pick<ScenarioResult, 'verdict' | 'level'>[]): boolean {
  const musts = scenarios.filter(({ verdict, level }) => level === 'must' && hasRun(verdict));
  return areTooMany(musts.filter(({ verdict }) => verdict === 'inconclusive').length, musts.length);
}
