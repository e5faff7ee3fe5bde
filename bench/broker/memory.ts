import { startLeanNodes } from '../lean-nodes/lean-nodes.ts';
import type { Children } from '../process/children.ts';
import { withFreshChildren } from '../process/rounds.ts';
import type { Benchmark, Measures } from '../run/benchmark.ts';
import { QUIET, startBenchServer } from '../server/bench-server.ts';
import { startBareDealers, startBareRouter } from '../sockets/bare-children.ts';

/** Nodes that come before the measurement, so that what is loaded, made and grown once is not counted. */
const WARM_UP = 200;

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
    const count = scale.quick ? 300 : 1_000;
    return withFreshChildren(scale, {
      floor: (children) => ofBareRouter(children, count),
      ours: (children) => ofServer(children, count),
    });
  },
};

async function ofBareRouter(children: Children, count: number): Promise<Measures> {
  const router = startBareRouter(children);
  const to = await router.ask('start', { zap: true });
  const dealers = await startBareDealers(children, WARM_UP + count);
  await dealers.ask('connect', { to, count: WARM_UP });
  const before = await router.ask('memory');
  await dealers.ask('connect', { to, count });
  return { node: ((await router.ask('memory')) - before) / count };
}

async function ofServer(children: Children, count: number): Promise<Measures> {
  const { child, access } = await startBenchServer(children, QUIET);
  const nodes = await startLeanNodes(children, WARM_UP + count);
  await nodes.ask('join', { server: access, count: WARM_UP });
  const before = await child.ask('memory');
  await nodes.ask('join', { server: access, count });
  await child.ask('untilAvailable', WARM_UP + count);
  return { node: ((await child.ask('memory')) - before) / count };
}
