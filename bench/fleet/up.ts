import type { Children } from '../process/children.ts';
import { type Crowd, withCrowd } from '../process/crowd.ts';
import type { Benchmark, Measures } from '../run/benchmark.ts';
import { QUIET, startBenchServer } from '../server/bench-server.ts';
import { startBareDealers, startBareRouter } from '../sockets/bare-children.ts';
import { startBenchFleet } from './bench-fleet.ts';

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
  open: async (scale) => withCrowd(scale, { floor: ofBareDealers, ours: ofFleet }),
};

async function ofBareDealers(children: Children, { warmUp, count }: Crowd): Promise<Measures> {
  const router = startBareRouter(children);
  const to = await router.ask('start', { zap: true });
  const dealers = await startBareDealers(children, warmUp + count);
  await dealers.ask('connect', { to, count: warmUp });
  const before = await dealers.ask('memory');
  const ms = await dealers.ask('connect', { to, count });
  return measures(count, ms, (await dealers.ask('memory')) - before);
}

async function ofFleet(children: Children, { warmUp, count }: Crowd): Promise<Measures> {
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
