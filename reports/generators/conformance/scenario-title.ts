import type { ScenarioResult } from './results.ts';

/** What a scenario stands for: the `Rule` above it, or its feature where it has none. */
export function requirementOf({ rule, feature }: Pick<ScenarioResult, 'rule' | 'feature'>): string {
  return rule ?? feature;
}

/** What a scenario is called wherever it is printed: `REQUIREMENT: NAME`, so that it can be read alone. */
export function titleOf(requirement: string, name: string): string {
  return `${requirement}: ${name}`;
}
