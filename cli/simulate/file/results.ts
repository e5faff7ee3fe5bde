import { availableParallelism, totalmem } from 'node:os';
import { type FleetResults, RESULTS_VERSION } from '../../../reports/generators/fleet/fleet-results.ts';
import type { FleetFile } from '../../../simulator/fleet-file/fleet-file.ts';
import { type Measurements, measuredIn } from '../../../simulator/run/measurements.ts';
import { parseThreshold, type Threshold } from '../../../simulator/thresholds/expression.ts';
import { judgeThreshold } from '../../../simulator/thresholds/verdict.ts';
import { packageVersion } from '../../program/version.ts';

/** Checked whether the file asks for it or not. */
const ALWAYS = parseThreshold('nodes_available == nodes_requested');

export interface Finished {
  readonly fleet: FleetFile;
  readonly file: string;
  readonly seed: string | number;
  readonly target: string;
  readonly startedAt: string;
  readonly interrupted: boolean;
  readonly measurements: Measurements;
  /** The fleet's own. */
  readonly counters: Readonly<Record<string, number>>;
}

/** Judges a run and puts all that is known of it together. */
export function resultsOf(finished: Finished): FleetResults {
  const { fleet, file, seed, target, startedAt, interrupted, measurements, counters } = finished;
  const metrics = measurements.metrics(counters);
  const { begunAtSeconds } = measurements;
  return {
    version: RESULTS_VERSION,
    fleet: { name: fleet.name, summary: fleet.summary, file },
    seed,
    startedAt,
    durationSeconds: measurements.seconds,
    ...(begunAtSeconds !== undefined && { begunAtSeconds }),
    interrupted,
    target,
    environment: {
      harness: packageVersion(),
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      cpus: availableParallelism(),
      memoryMb: Math.round(totalmem() / 2 ** 20),
    },
    metrics,
    thresholds: thresholdsOf(fleet).map((threshold) => {
      const { left, right, ...verdict } = judgeThreshold(threshold, measuredIn(metrics));
      return { ...verdict, ...(left !== undefined && { left }), ...(right !== undefined && { right }) };
    }),
    samples: measurements.samples,
    jobs: measurements.jobs,
    eventErrors: measurements.eventErrors,
  };
}

function thresholdsOf({ thresholds }: FleetFile): readonly Threshold[] {
  const isThere = thresholds.some(({ text }) => text === ALWAYS.text);
  return isThere ? thresholds : [ALWAYS, ...thresholds];
}
