import type { ThresholdResult } from '../../../reports/generators/fleet/fleet-results.ts';
import type { Measurements } from '../../../simulator/run/measurements.ts';
import type { Threshold } from '../../../simulator/thresholds/expression.ts';
import { judged } from './results.ts';

/**
 * A run at a moment. Its metrics and verdicts are made when the first asks for them and shared by all that do: view, files of metrics,
 * thresholds that end a run. Where nobody asks they cost nothing.
 */
export interface RunLook {
  /** Since the start of the run. */
  readonly seconds: number;
  readonly metrics: Readonly<Record<string, number>>;
  /** As they would come out if the run ended now, in the order of the file. */
  readonly thresholds: readonly ThresholdResult[];
}

/** Looks at a run; whoever keeps the look for later keeps what it was when the first asked. */
export function lookAt(
  measurements: Pick<Measurements, 'seconds' | 'metrics'>,
  thresholds: readonly Threshold[],
  heartbeatSeconds: number,
): RunLook {
  let metrics: RunLook['metrics'] | undefined;
  let verdicts: RunLook['thresholds'] | undefined;
  const measured = () => {
    metrics ??= measurements.metrics();
    return metrics;
  };
  return {
    seconds: measurements.seconds,
    get metrics() {
      return measured();
    },
    get thresholds() {
      verdicts ??= judged(thresholds, measured(), heartbeatSeconds);
      return verdicts;
    },
  };
}
