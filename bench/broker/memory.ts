import { startLeanNodes } from '../lean-nodes/lean-nodes.ts';
import type { Children } from '../process/children.ts';
import { withFreshChildren } from '../process/rounds.ts';
import type { Benchmark, Measures } from '../run/benchmark.ts';
import { QUIET, startBenchServer } from '../server/bench-server.ts';
import { startBareDealers, startBareRouter } from '../sockets/bare-children.ts';

/** Nodes that come before the measurement, so that what is loaded, made and grown once is not counted. */
const WARM_UP = { full: 200, quick: 200, smoke: 5 };
const COUNT = { full: 1_000, quick: 300, smoke: 10 };

/** What a connected, available node takes of the server's memory. */
export const memory: Benchmark = {
  name: 'broker/memory',
  floorTitle: 'bare ROUTER with as many CURVE connections',
  figures: [
    {
      key: 'node',
      title: 'Resident memory a node',
      unit: 'bytes',
      targets: [{ of: 'difference', atMost: 30 * 1_024 }],
    },
  ],
  rounds: { full: 3, quick: 1 },
  open: async (scale) => {
    const nodes = { warmUp: WARM_UP[scale.size], count: COUNT[scale.size] };
    return withFreshChildren(scale, {
      floor: (children) => ofBareRouter(children, nodes),
      ours: (children) => ofServer(children, nodes),
    });
  },
};

interface Nodes {
  readonly warmUp: number;
  readonly count: number;
}

async function ofBareRouter(children: Children, { warmUp, count }: Nodes): Promise<Measures> {
  const router = startBareRouter(children);
  const to = await router.ask('start', { zap: true });
  const dealers = await startBareDealers(children, warmUp + count);
  await dealers.ask('connect', { to, count: warmUp });
  const before = await router.ask('memory');
  await dealers.ask('connect', { to, count });
  return { node: ((await router.ask('memory')) - before) / count };
}

async function ofServer(children: Children, { warmUp, count }: Nodes): Promise<Measures> {
  const { child, access } = await startBenchServer(children, QUIET);
  const nodes = await startLeanNodes(children, warmUp + count);
  await nodes.ask('join', { server: access, count: warmUp });
  const before = await child.ask('memory');
  await nodes.ask('join', { server: access, count });
  await child.ask('untilAvailable', warmUp + count);
  return { node: ((await child.ask('memory')) - before) / count };
}
