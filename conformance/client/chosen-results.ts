import type { ConformanceResults } from '../../reports/generators/conformance/results.ts';
import { VERDICTS, type Verdict } from '../../reports/generators/conformance/verdict.ts';
import type { Candidate } from '../plan/candidate.ts';

/** The results of the scenarios that the words of a run chose, in the order in which they run. */
export function chosenResults(
  results: ConformanceResults,
  candidates: readonly Pick<Candidate, 'id'>[],
): ConformanceResults {
  const rank = new Map(candidates.map(({ id }, index) => [id, index]));
  const scenarios = results.scenarios
    .filter(({ isUnchosen }) => isUnchosen !== true)
    .toSorted((one, other) => (rank.get(one.id) ?? 0) - (rank.get(other.id) ?? 0));
  const count = (verdict: Verdict): number => scenarios.filter((each) => each.verdict === verdict).length;
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, count(verdict)]));
  return { ...results, scenarios, counts: counts as Record<Verdict, number> };
}
