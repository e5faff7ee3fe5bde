import type { Suggest } from '../../files/settings/schema-check.ts';
import {
  BadExpression,
  labelsOf,
  metricsOf,
  parseThreshold,
  type Threshold,
  UnknownMetric,
} from '../thresholds/expression.ts';
import { LABELS, METRIC_NAMES, OF_OWN_SERVER } from '../thresholds/metric-names.ts';
import type { FleetTarget, FleetThreshold } from './fleet-file.ts';
import type { RawThreshold } from './raw-fleet.ts';
import { type Complain, oneOf, optionalMs } from './raw-parts.ts';

/** What thresholds of a file may be about. */
export interface KnownToThresholds {
  readonly target: FleetTarget;
  /** Names of groups and of jobs. */
  readonly names: Readonly<Record<(typeof LABELS)[number], readonly string[]>>;
}

/** A threshold of the file; none where it cannot be read. */
export function readThreshold(
  raw: RawThreshold,
  index: number,
  known: KnownToThresholds,
  complain: Complain,
  suggest: Suggest,
): readonly FleetThreshold[] {
  const { check, abort_on_fail, after } = typeof raw === 'string' ? { check: raw } : raw;
  const path = ['thresholds', index, ...(typeof raw === 'string' ? [] : ['check'])];
  const problem = (text: string) => complain(path, `is '${check}': ${text}`);
  if (after !== undefined && !abort_on_fail)
    complain(['thresholds', index, 'after'], 'is of no use without abort_on_fail: true');
  try {
    const threshold = parseThreshold(check);
    for (const text of problemsOf(threshold, known, suggest)) problem(text);
    return [{ ...threshold, ...(abort_on_fail && { endsRunAfterMs: optionalMs(after) ?? 0 }) }];
  } catch (error) {
    if (!(error instanceof BadExpression)) throw error;
    const meant = error instanceof UnknownMetric ? suggest(error.metric, METRIC_NAMES) : undefined;
    problem(`${meant === undefined ? '' : `did you mean ${meant}? `}${error.message}`);
    return [];
  }
}

function problemsOf(
  threshold: Threshold,
  { target, names }: KnownToThresholds,
  suggest: Suggest,
): readonly string[] {
  const ofServer = [...metricsOf(threshold.left), ...metricsOf(threshold.right)].find((name) =>
    OF_OWN_SERVER.some((own) => name.startsWith(own)),
  );
  const unknown = labelsOf(threshold).flatMap((labels) =>
    LABELS.flatMap((label) => {
      const name = labels[label];
      return name === undefined || names[label].includes(name)
        ? []
        : [`there is no ${label} '${name}': ${oneOf(name, names[label], suggest)}`];
    }),
  );
  return [
    ...(ofServer !== undefined && target.kind !== 'self'
      ? [`${ofServer} is measured with target self only`]
      : []),
    ...unknown,
  ];
}
