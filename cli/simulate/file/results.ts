import { availableParallelism, totalmem } from 'node:os';
import {
  FLEET_RESULTS_VERSION,
  type FleetResults,
  type HandAct,
  type ThresholdResult,
} from '../../../reports/generators/fleet/fleet-results.ts';
import type { FleetFile } from '../../../simulator/fleet-file/fleet-file.ts';
import type { PlanCut } from '../../../simulator/plan/plan-cut.ts';
import type { FaultSpan } from '../../../simulator/run/fault-log.ts';
import { type Measurements, measuredIn } from '../../../simulator/run/measurements.ts';
import { mayBeCutShort } from '../../../simulator/thresholds/cut-short.ts';
import type { Threshold } from '../../../simulator/thresholds/expression.ts';
import { mayBeOurs } from '../../../simulator/thresholds/own-delays.ts';
import { judgeThreshold } from '../../../simulator/thresholds/verdict.ts';
import { packageVersion } from '../../program/version.ts';

export interface Finished {
  readonly fleet: FleetFile;
  readonly file: string;
  readonly seed: string | number;
  readonly target: string;
  readonly startedAt: string;
  readonly interrupted: boolean;
  readonly measurements: Measurements;
  readonly faults: readonly FaultSpan[];
  readonly byHand: readonly HandAct[];
  /** What a duration of the command line left out of the plan. */
  readonly cut: PlanCut | undefined;
  /** Processes that shared the nodes. */
  readonly workers: number;
  /** Nodes were lost, which ended the run early. */
  readonly failure: Error | undefined;
  /** The threshold that ended the run early, where one did. */
  readonly endedBy: string | undefined;
}

/** Judges a run and puts all that is known of it together. */
export function fleetResultsOf(finished: Finished): FleetResults {
  const {
    fleet,
    file,
    seed,
    target,
    startedAt,
    interrupted,
    measurements,
    faults,
    byHand,
    cut,
    workers,
    failure,
    endedBy,
  } = finished;
  const metrics = measurements.metrics();
  const { begunAtSeconds } = measurements;
  return {
    version: FLEET_RESULTS_VERSION,
    fleet: { name: fleet.name, summary: fleet.summary, file },
    seed,
    startedAt,
    durationSeconds: measurements.seconds,
    ...(begunAtSeconds !== undefined && { begunAtSeconds }),
    interrupted,
    ...(failure !== undefined && { failure: failure.message }),
    ...(endedBy !== undefined && { endedBy }),
    target,
    environment: {
      harness: packageVersion(),
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      cpus: availableParallelism(),
      memoryMb: Math.round(totalmem() / 2 ** 20),
      workers,
    },
    metrics,
    thresholds: judged(fleet.thresholds, metrics, heartbeatSecondsOf(fleet), cut),
    ...(cut !== undefined && { cut: cutText(cut) }),
    samples: measurements.samples,
    jobs: measurements.jobs,
    eventErrors: measurements.eventErrors,
    faults,
    ...(byHand.length > 0 && { byHand }),
  };
}

/**
 * The thresholds of a fleet by what was measured until now.
 * @param heartbeatSeconds between two heartbeats of a node
 */
export function judged(
  thresholds: readonly Threshold[],
  metrics: Readonly<Record<string, number>>,
  heartbeatSeconds: number,
  cut?: PlanCut,
): readonly ThresholdResult[] {
  const { 'fleet_late_seconds.max': longestSeconds = 0, fleet_stretch: stretch = 1 } = metrics;
  return thresholds.map((threshold) => {
    const judgement = judgeThreshold(threshold, measuredIn(metrics));
    const { left, right, ...verdict } = judgement;
    const isOurs = mayBeOurs(threshold, judgement, { longestSeconds, stretch, heartbeatSeconds });
    return {
      ...verdict,
      ...(left !== undefined && { left }),
      ...(right !== undefined && { right }),
      ...(isOurs && { isOurs }),
      ...(cut !== undefined && mayBeCutShort(threshold, judgement, cut) && { isCutShort: true }),
    };
  });
}

/** `17 jobs and 300 nodes` */
function cutText({ jobs, nodes }: PlanCut): string {
  const count = (number: number, thing: string) =>
    number === 0 ? [] : [`${Number.isFinite(number) ? number : 'more'} ${thing}${number === 1 ? '' : 's'}`];
  return [...count(jobs, 'job'), ...count(nodes, 'node')].join(' and ');
}

/** Source: protocol §5, `heartbeat-interval`. */
const SHIPPED_HEARTBEAT_MS = 10_000;

/** Between two heartbeats of a node, as the file sets it for a server of its own; else as servers are shipped. */
export function heartbeatSecondsOf({ target }: Pick<FleetFile, 'target'>): number {
  const ms = target.kind === 'self' ? target.settings.heartbeatIntervalMs : undefined;
  return (ms ?? SHIPPED_HEARTBEAT_MS) / 1_000;
}
