import type { ThresholdResult } from '../../../reports/generators/fleet/fleet-results.ts';
import type { CensusState } from '../../../simulator/run/census.ts';
import type { Measurements } from '../../../simulator/run/measurements.ts';
import type { Threshold } from '../../../simulator/thresholds/expression.ts';
import type { SharedFleet } from '../../../simulator/workers/shared-fleet.ts';
import { type Rates, rateMeter } from '../rates.ts';
import { judged } from './results.ts';

/** Latencies that a run shows while it goes on, and their statistics. */
export const SHOWN_PHASES = ['vote', 'run', 'job'] as const;
export const SHOWN_STATS = ['p50', 'p95', 'p99'] as const;

/** A run at a moment, in figures. */
export interface RunState {
  readonly seconds: number;
  readonly wanted: number;
  readonly nodes: Readonly<Record<CensusState, number>>;
  readonly jobs: { readonly underWay: number; readonly complete: number; readonly failed: number };
  readonly perSecond: Rates;
  /** Seconds by `vote_seconds.p50` and the like; what has not been measured yet is not there. */
  readonly latencies: Readonly<Record<string, number>>;
  /** As they would come out if the run ended now. */
  readonly thresholds: readonly ThresholdResult[];
  /** How late a process of the fleet was in the last seconds. */
  readonly lateSeconds: number;
}

export interface WatchedRun {
  readonly wanted: number;
  readonly thresholds: readonly Threshold[];
  /** Between two heartbeats of a node. */
  readonly heartbeatSeconds: number;
  readonly fleet: Pick<SharedFleet, 'figures'>;
  readonly measurements: Measurements;
}

/** Gives the state of a run at each call; rates are those since the call before. */
export function runStates({
  wanted,
  thresholds,
  heartbeatSeconds,
  fleet,
  measurements,
}: WatchedRun): () => RunState {
  const rates = rateMeter();
  return () => {
    const { places, counters } = fleet.figures;
    const seconds = measurements.seconds;
    const perSecond = rates(seconds, counters);
    const metrics = measurements.metrics();
    const names = SHOWN_PHASES.flatMap((phase) => SHOWN_STATS.map((stat) => `${phase}_seconds.${stat}`));
    const known = names.flatMap((name) => (metrics[name] === undefined ? [] : [[name, metrics[name]]]));
    return {
      seconds,
      wanted,
      nodes: places,
      jobs: {
        underWay: measurements.jobsUnderWay,
        complete: measurements.count('jobs_complete'),
        failed: measurements.count('jobs_failed'),
      },
      perSecond,
      latencies: Object.fromEntries(known),
      thresholds: judged(thresholds, metrics, heartbeatSeconds),
      lateSeconds: fleet.figures.lateMs / 1_000,
    };
  };
}
