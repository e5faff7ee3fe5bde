import { metricsOf, parseThreshold, type Threshold } from './expression.ts';

/** What is checked of every fleet whose file neither says otherwise nor waives it by its name. */
export const IMPLICIT_THRESHOLDS = {
  nodes_available: 'nodes_available == nodes_requested',
  jobs_failed: 'jobs_failed == 0',
} as const;

export type ImplicitThreshold = keyof typeof IMPLICIT_THRESHOLDS;

export interface ImplicitRules {
  /** Without jobs none can fail. */
  readonly hasJobs: boolean;
  readonly waived: readonly ImplicitThreshold[];
}

/** A file's thresholds behind those that are implicit. One that is about the same metric takes the place of an implicit one. */
export function withImplicit<Given extends Threshold>(
  thresholds: readonly Given[],
  { hasJobs, waived }: ImplicitRules,
): readonly (Threshold | Given)[] {
  const metrics = thresholds.flatMap(({ left, right }) => [...metricsOf(left), ...metricsOf(right)]);
  const names = Object.keys(IMPLICIT_THRESHOLDS) as ImplicitThreshold[];
  const implicit = names
    .filter((name) => !waived.includes(name) && !metrics.includes(name))
    .filter((name) => hasJobs || name !== 'jobs_failed');
  return [...implicit.map((name) => parseThreshold(IMPLICIT_THRESHOLDS[name])), ...thresholds];
}
