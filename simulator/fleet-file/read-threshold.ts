import type { Suggest } from '../../files/settings/schema-check.ts';
import {
  BadExpression,
  metricsOf,
  parseThreshold,
  type Threshold,
  UnknownMetric,
} from '../thresholds/expression.ts';
import { METRIC_NAMES, OF_OWN_SERVER } from '../thresholds/metric-names.ts';
import type { FleetTarget } from './fleet-file.ts';
import type { Complain } from './raw-parts.ts';

/** A threshold of the file; none where it cannot be read. */
export function readThreshold(
  text: string,
  index: number,
  target: FleetTarget,
  complain: Complain,
  suggest: Suggest,
): readonly Threshold[] {
  const path = ['thresholds', index];
  try {
    const threshold = parseThreshold(text);
    const ofServer = [...metricsOf(threshold.left), ...metricsOf(threshold.right)].find((name) =>
      OF_OWN_SERVER.some((own) => name.startsWith(own)),
    );
    if (ofServer !== undefined && target.kind !== 'self')
      complain(path, `is '${text}': ${ofServer} is measured with target self only`);
    return [threshold];
  } catch (error) {
    if (!(error instanceof BadExpression)) throw error;
    const meant = error instanceof UnknownMetric ? suggest(error.metric, METRIC_NAMES) : undefined;
    complain(path, `is '${text}': ${meant === undefined ? '' : `did you mean ${meant}? `}${error.message}`);
    return [];
  }
}
