import type { ScenarioResult } from './results.ts';
import { LEVELS } from './verdict.ts';

/** What binds most first; within a level in the order of the run. */
export function mustsFirst(scenarios: readonly ScenarioResult[]): readonly ScenarioResult[] {
  return scenarios.toSorted((one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level));
}
