import { nodeStates } from '../../../protocol/client/api.ts';
import { RestClient } from '../../../protocol/client/rest-client.ts';
import type { Clock, Timer } from '../../../protocol/time/clock.ts';
import { Stretch } from '../../../simulator/delays/stretch.ts';
import type { FleetFile, FleetThreshold } from '../../../simulator/fleet-file/fleet-file.ts';
import type { PlannedJob } from '../../../simulator/plan/job-series.ts';
import type { FleetPlan } from '../../../simulator/plan/plan.ts';
import type { FaultLog } from '../../../simulator/run/fault-log.ts';
import type { Measurements } from '../../../simulator/run/measurements.ts';
import { runPlan } from '../../../simulator/run/run-plan.ts';
import type { SharedFleet, StoppedFleet } from '../../../simulator/workers/shared-fleet.ts';
import { untilFigures } from '../../../simulator/workers/until-figures.ts';
import type { ControlSocket } from '../../control/control-server.ts';
import type { MetricsOut } from '../metrics-out/metrics-out.ts';
import type { SteeredRun } from '../steered-run.ts';
import { fleetOperations } from './fleet-operations.ts';
import { rssMb } from './memory.ts';
import type { OpenFleetTarget } from './open-fleet-target.ts';
import { heartbeatSecondsOf } from './results.ts';
import { lookAt, type RunLook } from './run-look.ts';
import type { RunView } from './run-view.ts';
import { ServerWatch } from './server-watch.ts';

export interface Performance {
  readonly file: FleetFile;
  /** Hooks run here. */
  readonly folder: string;
  readonly plan: FleetPlan;
  readonly target: OpenFleetTarget;
  readonly fleet: SharedFleet;
  readonly measurements: Measurements;
  readonly faults: FaultLog;
  /** What is done by hand, and where it is asked for. */
  readonly steered: SteeredRun;
  readonly control?: ControlSocket | undefined;
  readonly view: RunView;
  /** Where the metrics go while it runs; closed at its end. */
  readonly metricsOut?: MetricsOut | undefined;
  readonly clock: Clock;
  /** Ends the run early, in order. */
  readonly signal: AbortSignal;
}

/** How a performance ended. */
export interface Performed extends StoppedFleet {
  /** Nodes were lost, which ended the run early. */
  readonly failure: Error | undefined;
  /** The threshold that ended the run early, where one did. */
  readonly endedBy: string | undefined;
}

const SAMPLE_INTERVAL_MS = 1_000;

/** Performs a plan and takes everything down again: fleet, server, requests. */
export async function performFleet(performance: Performance): Promise<Performed> {
  const { file, folder, plan, target, fleet, measurements, faults, view, metricsOut, clock, signal } =
    performance;
  const { steered, control } = performance;
  const client = new RestClient(target.connection);
  const over = new AbortController();
  const stretch = new Stretch();
  let failure: Error | undefined;
  let endedBy: string | undefined;
  fleet.on('failed', (error) => {
    failure ??= error;
    over.abort();
  });
  const ending = () => view.ending();
  signal.addEventListener('abort', ending, { once: true });
  const operations = fleetOperations({
    fleet,
    nodes: steered.nodes,
    faults: steered.faults,
    client,
    folder,
    groupOf: (node) => steered.nodes.groupOf(node),
    restartServer: target.restart,
    followed: (job, progress) => view.jobFollowed(job, progress),
  });
  const lookNow = () => lookAt(measurements, file.thresholds, heartbeatSecondsOf(file));
  const server = new ServerWatch(target);
  let timer: Timer | undefined;
  const look = () => {
    timer = clock.after(SAMPLE_INTERVAL_MS, look);
    const pid = target.pid();
    // of a fleet in this process it is the same as ours
    const pids = new Set([process.pid, ...fleet.pids, ...(pid === undefined ? [] : [pid])]);
    stretch.look([...pids]);
    measurements.sample({ ...memoryOf(target, fleet), ...server.take(), stretch: stretch.factor });
    const run = lookNow();
    view.looked(run);
    metricsOut?.looked(run.seconds, run.metrics);
    endedBy ??= thresholdThatEnds(file, run, measurements.begunAtSeconds);
    if (endedBy !== undefined) over.abort();
  };
  look();
  control?.answerFor(steered.controlled);
  const wholeFleet = untilFigures(
    fleet,
    ({ cameUp }) => cameUp >= steered.nodes.requested.nodes,
    over.signal,
  ).then(() => {
    if (!over.signal.aborted) measurements.allCameUp();
  });
  const confirmations: Promise<void>[] = [];
  let lastWords: StoppedFleet | undefined;
  try {
    const listener = {
      begun: () => {
        measurements.begun();
        stretch.begin();
        view.begun();
        confirmations.push(confirm(client, plan, measurements));
      },
      late: (seconds: number) => measurements.late(seconds),
      jobStarted: (job: PlannedJob) => measurements.jobStarted(job),
      jobEnded: (outcome: Parameters<Measurements['jobEnded']>[0]) => {
        measurements.jobEnded(outcome);
        view.jobEnded(outcome);
      },
      faultChanged: (...change: Parameters<FaultLog['faultChanged']>) => {
        faults.faultChanged(...change);
        view.faultChanged(...change);
      },
      batchesStopped: () => measurements.batchesStopped(),
      eventDone: (...done: Parameters<Measurements['eventDone']>) => {
        measurements.eventDone(...done);
        view.eventDone(...done);
      },
    };
    await runPlan({
      plan,
      file,
      operations,
      clock,
      listener,
      signal: AbortSignal.any([signal, over.signal]),
    });
    await Promise.all(confirmations);
    // before the nodes stop: what they are refused for by then they have counted as sent
    const counts = await target.counts();
    if (counts !== undefined) measurements.serverCounted(counts);
  } catch (error) {
    // it is told with the report
    if (error !== failure) throw error;
  } finally {
    timer?.cancel();
    over.abort();
    steered.faults.stop();
    await control?.close();
    signal.removeEventListener('abort', ending);
    view.end();
    if (metricsOut !== undefined) {
      const { seconds, metrics } = lookNow();
      metricsOut.looked(seconds, metrics);
    }
    lastWords = await fleet.stop().finally(async () => {
      await metricsOut?.close();
      await client.close();
      await target.close();
    });
    await wholeFleet;
  }
  return { ...lastWords, failure, endedBy };
}

function memoryOf(target: OpenFleetTarget, fleet: SharedFleet): Parameters<Measurements['sample']>[0] {
  const server = target.rssMb();
  const own = fleet.pids.map(rssMb);
  const known = own.filter((megabytes) => megabytes !== undefined);
  return {
    ...(server !== undefined && { serverRssMb: server }),
    ...(known.length > 0 && { fleetRssMb: known.reduce((sum, megabytes) => sum + megabytes, 0) }),
  };
}

/**
 * The first threshold that is crossed now and may end the run. One about what was not measured yet is not crossed, and one that
 * this machine may have crossed says nothing.
 */
export function thresholdThatEnds(
  { thresholds }: Pick<FleetFile, 'thresholds'>,
  look: RunLook,
  begunAtSeconds: number | undefined,
): string | undefined {
  const sinceMs = begunAtSeconds === undefined ? -1 : (look.seconds - begunAtSeconds) * 1_000;
  const isDue = ({ endsRunAfterMs }: FleetThreshold) =>
    endsRunAfterMs !== undefined && sinceMs >= endsRunAfterMs;
  const due = thresholds.map(isDue);
  // without one the verdicts need not be made
  if (!due.includes(true)) return undefined;
  const crossed = look.thresholds.find(
    ({ left, right, isKept, isOurs }, index) =>
      left !== undefined && right !== undefined && !isKept && !isOurs && due[index],
  );
  return crossed?.threshold;
}

/** Asks the server once which of the nodes it has. One that cannot be asked confirms nothing. */
async function confirm(client: RestClient, plan: FleetPlan, measurements: Measurements): Promise<void> {
  const ours = new Set(plan.nodes.map((node) => node.name));
  const states = await nodeStates(client).catch(() => []);
  const isUp = ({ status, availability }: { readonly status?: string; readonly availability?: string }) =>
    availability === undefined ? status === 'up' || status === 'online' : availability === 'available';
  measurements.confirmed(states.filter((state) => ours.has(state.name) && isUp(state)).length);
}
