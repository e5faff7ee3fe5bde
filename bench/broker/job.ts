import { startBenchFleet } from '../fleet/bench-fleet.ts';
import { startLeanNodes } from '../lean-nodes/lean-nodes.ts';
import type { Children } from '../process/children.ts';
import { withChildren } from '../process/rounds.ts';
import type { Benchmark, BySize, FigureTarget, Scale } from '../run/benchmark.ts';
import { BenchJobRunner } from '../server/bench-job-runner.ts';
import { QUIET, startBenchServer } from '../server/bench-server.ts';
import type { ServerAccess } from '../server/server-child.ts';
import { startBareDealers, startBareRouter } from '../sockets/bare-children.ts';
import { BARE_JOB } from '../sockets/bare-job.ts';

/** Connects so many nodes and gives their names. */
type Connect = (children: Children, server: ServerAccess, count: number) => Promise<readonly string[]>;

function jobOver(
  name: string,
  title: string,
  connect: Connect,
  counts: BySize<number>,
  targets: readonly FigureTarget[],
): Benchmark {
  return {
    name: `broker/${name}`,
    floorTitle: `${BARE_JOB.times} bare round trips over as many CURVE connections`,
    figures: [{ key: 'time', title, unit: 'ms', targets }],
    rounds: { full: 5, quick: 2 },
    warmUpRounds: 1,
    open: (scale) => open(scale, connect, counts[scale.size]),
  };
}

async function open(scale: Scale, connect: Connect, count: number): ReturnType<Benchmark['open']> {
  return withChildren(scale, async (children) => {
    const router = startBareRouter(children);
    const to = await router.ask('start', { zap: false });
    const dealers = await startBareDealers(children, count);
    await dealers.ask('connect', { to, count });

    const server = await startBenchServer(children, QUIET);
    const nodes = await connect(children, server.access, count);
    await server.child.ask('untilAvailable', count);
    const watch = children.add(await BenchJobRunner.open(server.access));
    return {
      floor: async () => ({ time: await router.ask('roundTrips', BARE_JOB) }),
      ours: async () => ({ time: await watch.run(nodes) }),
    };
  });
}

async function connectFleet(children: Children, server: ServerAccess, count: number) {
  const fleet = await startBenchFleet(children, server, count);
  const names = await fleet.ask('register', count);
  await fleet.ask('comeUp');
  return names;
}

async function connectLeanNodes(children: Children, server: ServerAccess, count: number) {
  const nodes = await startLeanNodes(children, count);
  return nodes.ask('join', { server, count });
}

/** A job over our fleet, from the request to the event of its end. */
export const jobOnFleet = jobOver(
  'job',
  'Job, POST to job_complete',
  connectFleet,
  { full: 1_000, quick: 300, smoke: 10 },
  [
    { of: 'ratio', atMost: 3 },
    { of: 'ours', atMost: 1_000 },
  ],
);

/** The same over nodes that cost next to nothing: the server's share. */
export const jobOnLeanNodes = jobOver(
  'job-lean',
  'Job over lean nodes',
  connectLeanNodes,
  { full: 1_000, quick: 300, smoke: 10 },
  [],
);
