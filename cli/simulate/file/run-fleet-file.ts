import { join, resolve } from 'node:path';
import { reachOf } from '../../../protocol/client/server-reach.ts';
import { systemClock } from '../../../protocol/time/clock.ts';
import { type HandAct, isGood, isInconclusive } from '../../../reports/generators/fleet/fleet-results.ts';
import { verdictText } from '../../../reports/generators/fleet/summary-md.ts';
import type { BehaviourChoice } from '../../../simulator/behaviours/choose.ts';
import type { FleetFile } from '../../../simulator/fleet-file/fleet-file.ts';
import { type FleetPlan, planFleet } from '../../../simulator/plan/plan.ts';
import { planCut } from '../../../simulator/plan/plan-cut.ts';
import { planLines } from '../../../simulator/plan/plan-text.ts';
import { FaultLog } from '../../../simulator/run/fault-log.ts';
import { Measurements } from '../../../simulator/run/measurements.ts';
import { labelsOf } from '../../../simulator/thresholds/expression.ts';
import { openFleet } from '../../../simulator/workers/open-fleet.ts';
import { privateKeyPem } from '../../connection/private-key.ts';
import type { ConnectionOptions } from '../../connection/rest-connection.ts';
import { sayInsecure } from '../../connection/say-insecure.ts';
import { sayControl } from '../../control/say-control.ts';
import { checkTemporary, checkWritable } from '../../files/check-writable.ts';
import { sentence } from '../../output/sentence.ts';
import type { Surroundings } from '../../program/command.ts';
import { CheckFailed, UsageError } from '../../program/errors.ts';
import { EXIT, type ExitCode } from '../../program/exit-codes.ts';
import { checkBehaviours } from '../check-behaviours.ts';
import { checkMachine } from '../check-machine.ts';
import { openSteeringKeys, type SteeringKeys } from '../keys/steering-keys.ts';
import { csvOut } from '../metrics-out/csv.ts';
import { allOf, type MetricsOut } from '../metrics-out/metrics-out.ts';
import { prometheusOut } from '../metrics-out/prometheus.ts';
import { requestedNow, steerRun } from '../steered-run.ts';
import { type LoadedFleet, loadFleet } from './fleet-source.ts';
import { openFleetTarget } from './open-fleet-target.ts';
import { performFleet } from './perform-fleet.ts';
import { fleetResultsOf } from './results.ts';
import { viewRun } from './run-view.ts';
import { writeReport } from './write-report.ts';

export interface FleetFileOptions extends ConnectionOptions {
  /** Path of a file, or the name of a fleet that comes with the package. */
  readonly fleet: string;
  /** Folder of the report; one with the time in its name where it is left out. */
  readonly out: string | undefined;
  /** File for the metrics, as they are each second. */
  readonly csv: string | undefined;
  /** Where Prometheus finds them; 0 is a free one. */
  readonly prometheus: number | undefined;
  /** Socket by which the fleet is steered; false for none. */
  readonly control: string | false | undefined;
  readonly nodes: number | undefined;
  readonly seed: string | undefined;
  /** As fleet files write it. */
  readonly duration: string | undefined;
  readonly allowRoot: boolean;
  readonly keyPool: number;
  readonly workers: number | 'auto';
}

/** Where reports go that no folder is given for. */
const REPORTS = 'reports/output';

const LARGEST_SEED = 2 ** 32;

/**
 * Runs a fleet by its file and writes the report. Everything is stopped when this resolves. Throws `UsageError`,
 * before anything is made, for a file or a machine with which it cannot be done, and `CheckFailed`, after the report is
 * written, where nodes were lost on the way.
 */
export async function runFleetFile(surroundings: Surroundings, options: FleetFileOptions): Promise<ExitCode> {
  const { folder, output, signal } = surroundings;
  const { nodes, seed: askedSeed, duration } = options;
  const loaded = await loadFleet(options.fleet, surroundings, {
    ...(nodes !== undefined && { nodes }),
    ...(askedSeed !== undefined && { seed: askedSeed }),
    ...(duration !== undefined && { duration }),
  });
  const seed = loaded.fleet.seed ?? Math.floor(Math.random() * LARGEST_SEED);
  const plan = planFleet(loaded.fleet, seed);
  checkPlan(loaded, plan, options);
  const { fleet: file } = loaded;
  const hasServer = file.target.kind === 'self' && options.server === undefined;
  const hasFaults = plan.faults.length > 0;
  const workers = checkMachine({ nodes: plan.nodes.length, workers: options.workers, hasServer, hasFaults });

  checkWritable(resolve(folder, options.out ?? REPORTS), 'the report', 'give another folder with --out');
  if (hasServer) checkTemporary();

  // as long as there is a view, remarks are its
  let remark = output.remark;
  const metricsOut = await openMetricsOut(options, surroundings, (line) => remark(line));
  const control = await sayControl(options.control, surroundings);
  const clock = systemClock;
  const startedAt = new Date(clock.now()).toISOString();
  const target = await openFleetTarget(file.target, options, {
    ofFile: loaded.folder,
    ofCommand: surroundings,
  });
  const { serverUrl, org, user, privateKey } = target.connection;
  sayInsecure(output, serverUrl, target.connection);
  const wanted = plan.nodes.length;
  const settings = {
    serverUrl,
    org,
    user,
    ...reachOf(target.connection),
    privateKey: privateKeyPem(privateKey),
    seed,
    keyPool: options.keyPool,
    allowRoot: options.allowRoot,
    unregister: target.staysBehind,
    faults: plan.faults,
    mayGrow: control !== undefined,
  };
  const fleet = openFleet(settings, workers, wanted);
  const byHand: HandAct[] = [];
  const steered = steerRun({
    fleet,
    name: file.name,
    seed,
    nodes: plan.nodes,
    groups: file.groups,
    prefix: (group) => `${group}-`,
    faults: plan.faults,
    clock,
    workers,
    hasServer,
    mayExec: behavioursOf(file).some((choice) => choice === 'exec' || Object(choice).name === 'exec'),
    listener: {
      faultChanged: (fault, isOn) => {
        faults.faultChanged(fault, isOn);
        view.faultChanged(fault, isOn);
      },
    },
    done: (order, said) => {
      byHand.push({ atSeconds: measurements.seconds, order, said });
      view.byHand(order, said);
    },
  });
  const measurements = new Measurements(
    clock,
    () => fleet.figures,
    requestedNow(steered.nodes),
    file.thresholds.flatMap(labelsOf),
  );
  const faults = new FaultLog(() => measurements.seconds);
  let keys: SteeringKeys | undefined;
  const view = viewRun({
    ...{ file, plan, workers, fleet, measurements, faults, output, clock },
    keys: () => keys?.shown() ?? [],
  });
  remark = view.notice;
  if (output.stdout.canRedraw && !output.json)
    keys = openSteeringKeys({
      ...{ fleet: steered.controlled, changed: view.keysChanged, notice: view.notice },
      ...{ input: process.stdin, host: process },
    });
  const parts = { file, plan, target, fleet, measurements, faults, steered, view, metricsOut, clock, signal };
  const { decisions, leftBehind, failure, endedBy } = await performFleet({
    ...parts,
    control,
    folder: loaded.folder,
  }).finally(() => keys?.end());
  if (leftBehind !== undefined) view.leftBehind(leftBehind);

  const interrupted = signal.aborted;
  const results = fleetResultsOf({
    fleet: file,
    file: loaded.file,
    seed,
    target: target.about,
    startedAt,
    interrupted,
    measurements,
    faults: faults.spans,
    byHand,
    cut: loaded.whole && planCut(planFleet(loaded.whole, seed), plan, file),
    workers,
    failure,
    endedBy,
  });
  const newFolder = join(REPORTS, `fleet-${file.name}-${startedAt.replace(/[:.]/g, '-')}`);
  const out = resolve(folder, options.out ?? newFolder);
  writeReport(out, results, { plan: planLines(plan), decisions });
  view.judged(results, verdictText(results), out);
  if (failure) throw new CheckFailed(sentence(failure.message), { cause: failure });
  if (interrupted) return EXIT.interrupted;
  if (isInconclusive(results)) return EXIT.stale;
  return isGood(results) ? EXIT.done : EXIT.threshold;
}

/** Where the metrics go besides the report; undefined where they go nowhere, and need not be made. @throws UsageError where one of them cannot be had */
async function openMetricsOut(
  { csv, prometheus }: Pick<FleetFileOptions, 'csv' | 'prometheus'>,
  { folder, output }: Surroundings,
  remark: (line: string) => void,
): Promise<MetricsOut | undefined> {
  const outs: MetricsOut[] = [];
  if (csv !== undefined) outs.push(await csvOut(resolve(folder, csv), remark));
  if (prometheus !== undefined) {
    const out = await prometheusOut(prometheus);
    output.remark(`Metrics for Prometheus are at ${out.url}.`);
    output.record({ event: 'prometheus', url: out.url });
    outs.push(out);
  }
  return outs.length === 0 ? undefined : allOf(outs);
}

/** Of its groups and of its events. */
function behavioursOf({ groups, events }: FleetFile): readonly BehaviourChoice[] {
  const later = events.flatMap((event) => (event.kind === 'behave' ? event.behaviours : []));
  return [...groups.flatMap((group) => group.behaviours), ...later];
}

/** What can be known to fail before anything is made. */
function checkPlan({ fleet, file }: LoadedFleet, plan: FleetPlan, { allowRoot }: FleetFileOptions): void {
  checkBehaviours(behavioursOf(fleet), allowRoot);
  for (const series of plan.series) {
    if (series.length > 0 && series.job(0).nodes.length > 0) continue;
    const why =
      series.length > 0 ? 'goes to no node: widen its nodes' : 'is never started: mind the duration';
    throw new UsageError(`${file}: job ${series.rule.name} ${why}.`);
  }
}
