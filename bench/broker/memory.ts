import { startLeanNodes } from '../lean-nodes/lean-nodes.ts';
import type { Children } from '../process/children.ts';
import { type Crowd, withCrowd } from '../process/crowd.ts';
import type { Benchmark, Measures } from '../run/benchmark.ts';
import { QUIET, startBenchServer } from '../server/bench-server.ts';
import { startBareDealers, startBareRouter } from '../sockets/bare-children.ts';

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
  open: async (scale) => withCrowd(scale, { floor: ofBareRouter, ours: ofServer }),
};

async function ofBareRouter(children: Children, { warmUp, count }: Crowd): Promise<Measures> {
  const router = startBareRouter(children);
  const to = await router.ask('start', { zap: true });
  const dealers = await startBareDealers(children, warmUp + count);
  await dealers.ask('connect', { to, count: warmUp });
  const before = await router.ask('memory');
  await dealers.ask('connect', { to, count });
  return { node: ((await router.ask('memory')) - before) / count };
}

async function ofServer(children: Children, { warmUp, count }: Crowd): Promise<Measures> {
  const { child, access } = await startBenchServer(children, QUIET);
  const nodes = await startLeanNodes(children, warmUp + count);
  await nodes.ask('join', { server: access, count: warmUp });
  const before = await child.ask('memory');
  await nodes.ask('join', { server: access, count });
  await child.ask('untilAvailable', warmUp + count);
  return { node: ((await child.ask('memory')) - before) / count };
}
