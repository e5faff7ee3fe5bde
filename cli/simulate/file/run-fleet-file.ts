import { join, resolve } from 'node:path';
import { nodeStates } from '../../../protocol/client/api.ts';
import { RestClient } from '../../../protocol/client/rest-client.ts';
import { type Clock, systemClock, type Timer } from '../../../protocol/time/clock.ts';
import { isGood } from '../../../reports/generators/fleet/fleet-results.ts';
import { verdictText } from '../../../reports/generators/fleet/summary-md.ts';
import { Fleet } from '../../../simulator/fleet/fleet.ts';
import { type Plan, planFleet } from '../../../simulator/plan/plan.ts';
import { planLines } from '../../../simulator/plan/plan-text.ts';
import { Census } from '../../../simulator/run/census.ts';
import { Decisions } from '../../../simulator/run/decisions.ts';
import { Measurements } from '../../../simulator/run/measurements.ts';
import { runPlan } from '../../../simulator/run/run-plan.ts';
import type { ConnectionOptions } from '../../connection/connection.ts';
import type { Surroundings } from '../../program/command.ts';
import { UsageError } from '../../program/errors.ts';
import { EXIT, type ExitCode } from '../../program/exit-codes.ts';
import { checkBehaviours } from '../check-behaviours.ts';
import { checkFileLimit } from './file-limit.ts';
import { type LoadedFleet, loadFleet } from './fleet-source.ts';
import { fleetStage } from './fleet-stage.ts';
import { rssMb } from './memory.ts';
import { type OpenTarget, openTarget } from './open-target.ts';
import { resultsOf } from './results.ts';
import { type RunView, viewRun } from './run-view.ts';
import { writeReport } from './write-report.ts';

export interface FleetFileOptions extends ConnectionOptions {
  /** Path of a file, or the name of a fleet that comes with the package. */
  readonly fleet: string;
  /** Folder of the report; one with the time in its name where it is left out. */
  readonly out: string | undefined;
  readonly nodes: number | undefined;
  readonly seed: string | undefined;
  readonly allowRoot: boolean;
  readonly keyPool: number;
}

const SAMPLE_INTERVAL_MS = 1_000;
const LARGEST_SEED = 2 ** 32;

/**
 * Runs a fleet by its file and writes the report. Everything is stopped when this resolves. Throws `UsageError`,
 * before anything is made, for a file or a machine with which it cannot be done.
 */
export async function runFleetFile(surroundings: Surroundings, options: FleetFileOptions): Promise<ExitCode> {
  const { folder, output, signal } = surroundings;
  const { nodes, seed: askedSeed } = options;
  const loaded = loadFleet(options.fleet, folder, {
    ...(nodes !== undefined && { nodes }),
    ...(askedSeed !== undefined && { seed: askedSeed }),
  });
  const seed = loaded.fleet.seed ?? Math.floor(Math.random() * LARGEST_SEED);
  const plan = planFleet(loaded.fleet, seed);
  check(loaded, plan, options);

  const clock = systemClock;
  const startedAt = new Date(clock.now()).toISOString();
  const target = await openTarget(loaded.fleet.target, options, { ofFile: loaded.folder, ofCommand: folder });
  const census = new Census();
  const decisions = new Decisions();
  const measurements = new Measurements(clock, census, plan.nodes.length);
  const view = viewRun({
    name: loaded.fleet.name,
    seed,
    wanted: plan.nodes.length,
    census,
    measurements,
    output,
  });
  const counters = await perform({
    loaded,
    plan,
    target,
    census,
    decisions,
    measurements,
    view,
    clock,
    options,
    signal,
  });

  const { fleet, file } = loaded;
  const interrupted = signal.aborted;
  const results = resultsOf({
    fleet,
    file,
    seed,
    target: target.about,
    startedAt,
    interrupted,
    measurements,
    counters,
  });
  const out = resolve(
    folder,
    options.out ?? join('reports/output', `fleet-${fleet.name}-${startedAt.replace(/[:.]/g, '-')}`),
  );
  writeReport(out, results, { plan: planLines(plan), decisions: decisions.lines() });
  view.judged(results, verdictText(results), out);
  if (interrupted) return EXIT.interrupted;
  return isGood(results) ? EXIT.done : EXIT.threshold;
}

/** What can be known to fail before anything is made. */
function check({ fleet, file }: LoadedFleet, plan: Plan, { allowRoot }: FleetFileOptions): void {
  checkFileLimit(plan.nodes.length);
  const later = fleet.events.flatMap((event) => (event.kind === 'behave' ? event.behaviours : []));
  checkBehaviours([...fleet.groups.flatMap((group) => group.behaviours), ...later], allowRoot);
  for (const series of plan.series) {
    if (series.length > 0 && series.job(0).nodes.length > 0) continue;
    const why =
      series.length > 0 ? 'goes to no node: widen its nodes' : 'is never started: mind the duration';
    throw new UsageError(`${file}: job ${series.rule.name} ${why}.`);
  }
}

interface Performance {
  readonly loaded: LoadedFleet;
  readonly plan: Plan;
  readonly target: OpenTarget;
  readonly census: Census;
  readonly decisions: Decisions;
  readonly measurements: Measurements;
  readonly view: RunView;
  readonly clock: Clock;
  readonly options: FleetFileOptions;
  readonly signal: AbortSignal;
}

/** Performs the plan and takes everything down again. Gives the fleet's counters. */
async function perform(parts: Performance): Promise<Readonly<Record<string, number>>> {
  const { loaded, plan, target, census, decisions, measurements, view, clock, options, signal } = parts;
  const { connection } = target;
  const client = new RestClient(connection);
  const fleet = new Fleet({
    ...connection,
    seed: plan.seed,
    nodes: plan.nodes.length,
    keyPool: options.keyPool,
    exec: { allowRoot: options.allowRoot },
    unregister: target.staysBehind,
    clock,
  });
  census.watch(fleet.events);
  decisions.watch(fleet.events);
  const stage = fleetStage({ fleet, census, client, folder: loaded.folder, restartServer: target.restart });
  let timer: Timer | undefined;
  const look = () => {
    timer = clock.after(SAMPLE_INTERVAL_MS, look);
    const server = target.rssMb();
    const own = rssMb(process.pid);
    measurements.sample({
      ...(server !== undefined && { serverRssMb: server }),
      ...(own !== undefined && { fleetRssMb: own }),
    });
    view.looked();
  };
  look();
  const wholeFleet = new AbortController();
  void census.untilCameUp(plan.nodes.length, wholeFleet.signal).then(() => {
    if (!wholeFleet.signal.aborted) measurements.allCameUp();
  });
  const confirmations: Promise<void>[] = [];
  try {
    const listener = {
      begun: () => {
        measurements.begun();
        view.begun();
        confirmations.push(confirm(client, plan, measurements));
      },
      jobStarted: (job: { readonly label: string }) => measurements.jobStarted(job),
      jobEnded: (outcome: Parameters<Measurements['jobEnded']>[0]) => {
        measurements.jobEnded(outcome);
        view.jobEnded(outcome);
      },
      batchesStopped: () => measurements.batchesStopped(),
      eventDone: (...done: Parameters<Measurements['eventDone']>) => {
        measurements.eventDone(...done);
        view.eventDone(...done);
      },
    };
    await runPlan({ plan, file: loaded.fleet, stage, clock, listener, signal });
    await Promise.all(confirmations);
  } finally {
    timer?.cancel();
    wholeFleet.abort();
    view.end();
    await fleet.stop().finally(async () => {
      await client.close();
      await target.close();
    });
  }
  return fleet.counters();
}

/** Asks the server once which of the nodes it has. One that cannot be asked confirms nothing. */
async function confirm(client: RestClient, plan: Plan, measurements: Measurements): Promise<void> {
  const ours = new Set(plan.nodes.map((node) => node.name));
  const states = await nodeStates(client).catch(() => []);
  const isUp = ({ status, availability }: { readonly status?: string; readonly availability?: string }) =>
    availability === undefined ? status === 'up' || status === 'online' : availability === 'available';
  measurements.confirmed(states.filter((state) => ours.has(state.name) && isUp(state)).length);
}
