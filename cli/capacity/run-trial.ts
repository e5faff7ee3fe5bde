import { availableParallelism } from 'node:os';
import { reachOf } from '../../protocol/client/server-reach.ts';
import { systemClock } from '../../protocol/time/clock.ts';
import type { ThresholdResult } from '../../reports/generators/fleet/fleet-results.ts';
import { bottlenecks } from '../../simulator/capacity/bottleneck.ts';
import type { FleetFile } from '../../simulator/fleet-file/fleet-file.ts';
import { planFleet } from '../../simulator/plan/plan.ts';
import { FaultLog } from '../../simulator/run/fault-log.ts';
import { Measurements } from '../../simulator/run/measurements.ts';
import { openFleet } from '../../simulator/workers/open-fleet.ts';
import { privateKeyPem } from '../connection/private-key.ts';
import type { ConnectionOptions } from '../connection/rest-connection.ts';
import type { Surroundings } from '../program/command.ts';
import { openFleetTarget } from '../simulate/file/open-fleet-target.ts';
import { performFleet } from '../simulate/file/perform-fleet.ts';
import { heartbeatSecondsOf, judged } from '../simulate/file/results.ts';
import type { RunView } from '../simulate/file/run-view.ts';
import { steerRun } from '../simulate/steered-run.ts';
import { BusyWatch } from './busy-watch.ts';

export interface TrialOptions {
  readonly connection: ConnectionOptions;
  /** Relative paths start here. */
  readonly folder: string;
  readonly workers: number;
  readonly keyPool: number;
  readonly seed: string;
  readonly signal: AbortSignal;
  readonly env: Surroundings['env'];
}

/** What came of one run. */
export interface TrialResult {
  readonly metrics: Readonly<Record<string, number>>;
  readonly thresholds: readonly ThresholdResult[];
  /** Nodes were lost to a process of ours: it says nothing of the server. */
  readonly failure: string | undefined;
  readonly bottlenecks: readonly string[];
}

/** Runs one fleet and judges it. Everything is stopped when this resolves. */
export async function runTrial(file: FleetFile, options: TrialOptions): Promise<TrialResult> {
  const { connection, folder, workers, keyPool, seed, signal, env } = options;
  const clock = systemClock;
  const plan = planFleet(file, seed);
  const target = await openFleetTarget(file.target, connection, {
    ofFile: folder,
    ofCommand: { folder, signal, env },
  });
  const { serverUrl, org, user, privateKey } = target.connection;
  const fleet = openFleet(
    {
      ...{ serverUrl, org, user, privateKey: privateKeyPem(privateKey), seed, keyPool },
      ...{ allowRoot: false, unregister: target.staysBehind },
      ...reachOf(target.connection),
    },
    workers,
    plan.nodes.length,
  );
  const measurements = new Measurements(clock, () => fleet.figures, { nodes: plan.nodes.length, groups: {} });
  const faults = new FaultLog(() => measurements.seconds);
  const busy = new BusyWatch(
    () => target.pid(),
    () => fleet.pids,
  );
  const steered = steerRun({
    ...{ fleet, seed, clock, workers, name: file.name, nodes: plan.nodes, groups: file.groups },
    ...{ prefix: (group) => group, faults: plan.faults, hasServer: false, mayExec: false },
    // nobody steers a trial
    listener: { faultChanged: nothing },
    done: nothing,
  });
  const { failure } = await performFleet({
    ...{ file, folder, plan, target, fleet, measurements, faults, steered, clock, signal },
    view: watching(busy, () => fleet.figures.cameUp >= plan.nodes.length),
  });
  const metrics = measurements.metrics();
  return {
    metrics,
    thresholds: judged(file.thresholds, metrics, heartbeatSecondsOf(file)),
    failure: failure?.message,
    bottlenecks: bottlenecks(busy.seconds, availableParallelism()),
  };
}

function nothing(): void {}

/**
 * Shows nothing: what many runs say together is shown elsewhere. Where all nodes came up, what was busy on their way does
 * not stand in the way of what follows.
 */
function watching(busy: BusyWatch, cameUp: () => boolean): RunView {
  return {
    looked: () => busy.look(),
    jobFollowed: nothing,
    begun: () => {
      if (cameUp()) busy.beginAnew();
    },
    jobEnded: nothing,
    eventDone: nothing,
    faultChanged: nothing,
    keysChanged: nothing,
    notice: nothing,
    byHand: nothing,
    ending: nothing,
    end: () => busy.look(),
    leftBehind: nothing,
    judged: nothing,
  };
}
