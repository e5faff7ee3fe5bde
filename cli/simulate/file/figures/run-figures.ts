import type { FleetFile } from '../../../../simulator/fleet-file/fleet-file.ts';
import { stagesMs } from '../../../../simulator/fleet-file/stage.ts';
import type { FleetPlan, PlannedEvent } from '../../../../simulator/plan/plan.ts';
import type { FaultLog } from '../../../../simulator/run/fault-log.ts';
import { NO_GROUP_FIGURES } from '../../../../simulator/run/group-figures.ts';
import type { Measurements } from '../../../../simulator/run/measurements.ts';
import type { SharedFleet } from '../../../../simulator/workers/shared-fleet.ts';
import { nodeErrors, sortedErrors } from '../../view/node-errors.ts';
import type { ViewFigures } from '../../view/view-figures.ts';
import type { RunLook } from '../run-look.ts';
import type { RunState } from '../run-state.ts';
import { happeningsNow } from './happenings.ts';
import type { JobLog } from './job-log.ts';
import { stageNow } from './stage-now.ts';
import { viewedThreshold } from './threshold-distance.ts';

/** Where the figures of a run come from. */
export interface RunFiguresParts {
  readonly file: Pick<FleetFile, 'name' | 'stages' | 'groups' | 'thresholds' | 'durationMs'>;
  readonly plan: Pick<FleetPlan, 'events' | 'faults'>;
  readonly fleet: Pick<SharedFleet, 'figures'>;
  readonly measurements: Measurements;
  readonly faults: Pick<FaultLog, 'spans'>;
  readonly jobs: JobLog;
  readonly eventsDone: ReadonlyMap<PlannedEvent, unknown>;
}

/** The figures of a run for its view. */
export function runFigures(
  { file, plan, fleet, measurements, faults, jobs, eventsDone }: RunFiguresParts,
  state: RunState,
  { metrics }: Pick<RunLook, 'metrics'>,
): Omit<ViewFigures, 'notices' | 'keys'> {
  const { seconds, wanted, perSecond, latencies, thresholds } = state;
  const { places, inRehab, groups, counters } = fleet.figures;
  const { begunAtSeconds } = measurements;
  const sinceBeginSeconds = begunAtSeconds === undefined ? undefined : seconds - begunAtSeconds;
  const plannedSeconds = plannedSecondsOf(file, begunAtSeconds);
  const stage = file.stages && stageNow(file.stages, seconds);
  const { fleet_stretch: stretch, behind_seconds: behind } = metrics;
  return {
    title: file.name,
    seconds,
    ...(plannedSeconds !== undefined && { plannedSeconds }),
    ...(stage !== undefined && { stage }),
    wanted,
    nodes: { places, inRehab },
    groups: file.groups.map(({ name, count }) => {
      const group = groups[name] ?? NO_GROUP_FIGURES;
      const asked = measurements.requested.groups[name] ?? count;
      return { name, wanted: asked, places: group.places, inRehab: group.inRehab };
    }),
    perSecond,
    latencies,
    jobs: { ...state.jobs, running: jobs.running, ended: jobs.lastEnded },
    errors: sortedErrors([
      ...jobs.errors,
      { what: 'commands failed on nodes', count: measurements.count('runs_failed') },
      { what: 'events that could not be done', count: measurements.count('events_failed') },
      ...nodeErrors(counters),
    ]),
    falseDown: measurements.count('false_down'),
    happenings: happeningsNow({ plan, done: eventsDone, spans: faults.spans, sinceBeginSeconds }),
    thresholds: file.thresholds.flatMap((threshold, index) => {
      const result = thresholds[index];
      return result === undefined ? [] : [viewedThreshold(threshold, result, sinceBeginSeconds)];
    }),
    machine: {
      lateSeconds: state.lateSeconds,
      mostLateSeconds: metrics['fleet_late_seconds.max'] ?? 0,
      ...(stretch !== undefined && { stretch }),
      ...(behind !== undefined && { behindSeconds: behind }),
    },
  };
}

/** How long the plan goes on after the start, where it says so: jobs that wait for one another do not. */
function plannedSecondsOf(
  { stages, durationMs }: Pick<FleetFile, 'stages' | 'durationMs'>,
  begunAtSeconds: number | undefined,
): number | undefined {
  if (durationMs !== undefined)
    return begunAtSeconds === undefined ? undefined : begunAtSeconds + durationMs / 1_000;
  return stages && stagesMs(stages) / 1_000;
}
