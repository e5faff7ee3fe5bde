import type { ThresholdResult } from '../../../reports/generators/fleet/fleet-results.ts';
import type { Measurements } from '../../../simulator/run/measurements.ts';
import type { NodePlaces } from '../../../simulator/run/places.ts';
import type { SharedFleet } from '../../../simulator/workers/shared-fleet.ts';
import { type Rates, rateMeter } from '../rates.ts';
import { SHOWN_PHASES, SHOWN_STATS } from '../view/jobs-sections.ts';
import type { RunLook } from './run-look.ts';

/** A run at a moment, in figures. */
export interface RunState {
  readonly seconds: number;
  readonly wanted: number;
  readonly nodes: NodePlaces;
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
  readonly fleet: Pick<SharedFleet, 'figures'>;
  readonly measurements: Measurements;
}

/** Gives the state of a run at each look; rates are those since the look before. Metrics are not made until they are read. */
export function runStates({ fleet, measurements }: WatchedRun): (look: RunLook) => RunState {
  const rates = rateMeter();
  return (look) => {
    const { places, counters, lateMs } = fleet.figures;
    return {
      seconds: look.seconds,
      wanted: measurements.requested.nodes,
      nodes: places,
      jobs: {
        underWay: measurements.jobsUnderWay,
        complete: measurements.count('jobs_complete'),
        failed: measurements.count('jobs_failed'),
      },
      perSecond: rates(look.seconds, counters),
      lateSeconds: lateMs / 1_000,
      get latencies() {
        return latenciesIn(look.metrics);
      },
      get thresholds() {
        return look.thresholds;
      },
    };
  };
}

function latenciesIn(metrics: RunLook['metrics']): RunState['latencies'] {
  const names = SHOWN_PHASES.flatMap((phase) => SHOWN_STATS.map((stat) => `${phase}_seconds.${stat}`));
  return Object.fromEntries(
    names.flatMap((name) => (metrics[name] === undefined ? [] : [[name, metrics[name]]])),
  );
}
