import type { Children } from '../process/children.ts';
import { withFreshChildren } from '../process/rounds.ts';
import type { Benchmark, Measures } from '../run/benchmark.ts';
import { QUIET, startBenchServer } from '../server/bench-server.ts';
import { startBareDealers, startBareRouter } from '../sockets/bare-children.ts';
import { startBenchFleet } from './bench-fleet.ts';

/** Nodes that come before the measurement, so that what is loaded, made and grown once is not counted. */
const WARM_UP = { full: 200, quick: 200, smoke: 5 };
const COUNT = { full: 1_000, quick: 300, smoke: 10 };

/**
 * How fast virtual nodes come up (config requested, key admitted, rehab answered; registered before) and what one of
 * them takes of the fleet's memory.
 */
export const fleetUp: Benchmark = {
  name: 'fleet/up',
  floorTitle: 'bare DEALERs with CURVE, admitted by a bare ZAP handler',
  figures: [
    {
      key: 'rate',
      title: 'Nodes coming up',
      unit: 'nodes/s',
      targets: [{ of: 'ratio', atLeast: 0.5 }],
    },
    {
      key: 'memory',
      title: 'Resident memory of the fleet a node',
      unit: 'bytes',
      targets: [{ of: 'ratio', atMost: 1.5 }],
    },
  ],
  rounds: { full: 3, quick: 1 },
  open: async (scale) => {
    const nodes = { warmUp: WARM_UP[scale.size], count: COUNT[scale.size] };
    return withFreshChildren(scale, {
      floor: (children) => ofBareDealers(children, nodes),
      ours: (children) => ofFleet(children, nodes),
    });
  },
};

interface Nodes {
  readonly warmUp: number;
  readonly count: number;
}

async function ofBareDealers(children: Children, { warmUp, count }: Nodes): Promise<Measures> {
  const router = startBareRouter(children);
  const to = await router.ask('start', { zap: true });
  const dealers = await startBareDealers(children, warmUp + count);
  await dealers.ask('connect', { to, count: warmUp });
  const before = await dealers.ask('memory');
  const ms = await dealers.ask('connect', { to, count });
  return measures(count, ms, (await dealers.ask('memory')) - before);
}

async function ofFleet(children: Children, { warmUp, count }: Nodes): Promise<Measures> {
  const { access } = await startBenchServer(children, QUIET);
  const fleet = await startBenchFleet(children, access, warmUp + count);
  await fleet.ask('register', warmUp);
  await fleet.ask('comeUp');
  const before = await fleet.ask('memory');
  await fleet.ask('register', count);
  const ms = await fleet.ask('comeUp');
  return measures(count, ms, (await fleet.ask('memory')) - before);
}

function measures(count: number, ms: number, bytes: number): Measures {
  return { rate: (count / ms) * 1_000, memory: bytes / count };
}
