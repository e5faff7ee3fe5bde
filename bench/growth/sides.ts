import { setTimeout as pause } from 'node:timers/promises';
import type { Children } from '../process/children.ts';
import type { Measures } from '../run/benchmark.ts';
import { BenchJobRunner } from '../server/bench-job-runner.ts';
import { type BenchServer, startBenchServer } from '../server/bench-server.ts';
import { startBareRouter } from '../sockets/bare-children.ts';
import { BARE_JOB } from '../sockets/bare-job.ts';
import { median } from '../statistics/summary.ts';
import { DealerProcesses, SharedFleetProcesses } from './member-processes.ts';
import { refusalCounters } from './refusal-counters.ts';

/** What a fleet goes through while it is measured. */
export interface Course {
  /** Nodes that come before the others, so that what is loaded, made and grown once is not counted. */
  readonly warmUp: number;
  /** All nodes, those included. */
  readonly count: number;
  /** Jobs on all of them, one after the other; the first is not counted where there are more. */
  readonly jobs: number;
  /** How long they are watched when they have nothing to do. */
  readonly watchIntervals: number;
  readonly heartbeatIntervalMs: number;
}

/** Time and processor time of a stretch. */
interface Effort {
  readonly ms: number;
  readonly centreMicros: number;
  readonly fleetMicros: number;
}

interface CpuSource {
  cpuMicros(): Promise<number>;
}

interface Centre {
  ask(command: 'cpu'): Promise<number>;
}

export async function ofBareDealers(children: Children, course: Course): Promise<Measures> {
  const { count, warmUp, jobs } = course;
  const router = startBareRouter(children);
  const to = await router.ask('start', { zap: true });
  const dealers = await DealerProcesses.start(children, count);
  await dealers.connect(to, warmUp);
  const before = { centre: await router.ask('memory'), fleet: await dealers.memory() };
  const up = await effortOf(router, dealers, () => dealers.connect(to, count - warmUp));
  const after = { centre: await router.ask('memory'), fleet: await dealers.memory() };
  const each: Effort[] = [];
  for (let job = 0; job < jobs; job++) {
    each.push(await effortOf(router, dealers, () => router.ask('roundTrips', BARE_JOB)));
  }
  return common(course, { up, jobs: each, before, after });
}

export async function ofFleet(children: Children, course: Course): Promise<Measures> {
  const { count, warmUp, jobs, heartbeatIntervalMs, watchIntervals } = course;
  const { child: server, access } = await startBenchServer(children, { heartbeatIntervalMs });
  const fleet = await SharedFleetProcesses.start(children, access, count);
  const names = [...(await fleet.register(warmUp))];
  await comeUp(server, fleet, warmUp);
  const before = { centre: await server.ask('memory'), fleet: await fleet.memory() };
  names.push(...(await fleet.register(count - warmUp)));
  const up = await effortOf(server, fleet, () => comeUp(server, fleet, count));
  const after = { centre: await server.ask('memory'), fleet: await fleet.memory() };
  const settled = await server.ask('counters');
  const watch = children.add(await BenchJobRunner.open(access));
  const each: Effort[] = [];
  for (let job = 0; job < jobs; job++) each.push(await jobEffort(server, fleet, watch, names));

  const idle = await server.ask('sample');
  const heardBefore = heartbeats(await server.ask('counters'));
  await pause(watchIntervals * heartbeatIntervalMs);
  const heard = heartbeats(await server.ask('counters')) - heardBefore;
  const idleMicros = (await server.ask('sample')).cpuMicros - idle.cpuMicros;

  const ended = await server.ask('counters');
  const since = (name: string): number => (ended[name] ?? 0) - (settled[name] ?? 0);
  const refused = refusalCounters({ ...ended, ...(await fleet.counters()) });
  return {
    ...common(course, { up, jobs: each, before, after }),
    rsaCpuUp: await fleet.rsaMicros(),
    serverCpuIdle: idleMicros / heard,
    late: since('late_heartbeats'),
    lost: since('node_changes.down') + since('node_changes.rehab'),
    refused: Object.values(refused).reduce((sum, count) => sum + count, 0),
  };
}

/** What is measured on both sides. */
function common(
  { count, warmUp }: Course,
  {
    up,
    jobs,
    before,
    after,
  }: {
    readonly up: Effort;
    readonly jobs: readonly Effort[];
    readonly before: Readonly<Record<'centre' | 'fleet', number>>;
    readonly after: Readonly<Record<'centre' | 'fleet', number>>;
  },
): Measures {
  const came = count - warmUp;
  const counted = jobs.length > 1 ? jobs.slice(1) : jobs;
  const ofJobs = (pick: (effort: Effort) => number): number => median(counted.map(pick));
  return {
    up: (came / up.ms) * 1_000,
    job: ofJobs(({ ms }) => ms),
    serverCpuUp: up.centreMicros / came,
    fleetCpuUp: up.fleetMicros / came,
    serverCpuJob: ofJobs(({ centreMicros }) => centreMicros) / count,
    fleetCpuJob: ofJobs(({ fleetMicros }) => fleetMicros) / count,
    serverMemory: (after.centre - before.centre) / came,
    fleetMemory: (after.fleet - before.fleet) / came,
  };
}

async function comeUp(
  server: BenchServer['child'],
  fleet: SharedFleetProcesses,
  count: number,
): Promise<void> {
  await fleet.comeUp();
  await server.ask('untilAvailable', count);
}

/** The time of a job is the server's and the fleet's; what is asked afterwards about it does not count. */
async function jobEffort(
  server: BenchServer['child'],
  fleet: SharedFleetProcesses,
  watch: BenchJobRunner,
  names: readonly string[],
): Promise<Effort> {
  let ms = 0;
  const effort = await effortOf(server, fleet, async () => {
    ms = await watch.run(names);
  });
  return { ...effort, ms };
}

async function effortOf(centre: Centre, party: CpuSource, act: () => Promise<unknown>): Promise<Effort> {
  const before = { centre: await centre.ask('cpu'), fleet: await party.cpuMicros() };
  const startMs = performance.now();
  await act();
  const ms = performance.now() - startMs;
  return {
    ms,
    centreMicros: (await centre.ask('cpu')) - before.centre,
    fleetMicros: (await party.cpuMicros()) - before.fleet,
  };
}

function heartbeats(counters: Readonly<Record<string, number>>): number {
  return counters['messages.heartbeat'] ?? 0;
}
