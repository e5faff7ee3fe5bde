import { startLeanNodes } from '../lean-nodes/lean-nodes.ts';
import { withChildren } from '../process/rounds.ts';
import type { Benchmark, Measures } from '../run/benchmark.ts';
import { QUIET, startBenchServer } from '../server/bench-server.ts';
import { startBareRouter } from '../sockets/bare-children.ts';
import { type Flood, type FloodResult, measureFlood } from './flood.ts';

const SENDERS = 16;
const TIMES = {
  full: { settleMs: 500, windowMs: 2_000 },
  quick: { settleMs: 200, windowMs: 600 },
  smoke: { settleMs: 20, windowMs: 50 },
};

/** What the server receives, verifies, parses and acts on. */
export const throughput: Benchmark = {
  name: 'broker/throughput',
  floorTitle: 'bare ROUTER with CURVE',
  figures: [
    {
      key: 'messages',
      title: 'Heartbeats received',
      unit: 'messages/s',
      targets: [{ of: 'ratio', atLeast: 0.6 }],
    },
    { key: 'cpu', title: 'CPU time for a heartbeat', unit: 'µs', targets: [] },
  ],
  rounds: { full: 5, quick: 3 },
  warmUpRounds: 1,
  async open(scale) {
    const times = TIMES[scale.size];
    return withChildren(scale, async (children) => {
      const router = startBareRouter(children);
      const bareNodes = await startLeanNodes(children, SENDERS);
      await bareNodes.ask('pretend', { to: await router.ask('start', { zap: false }), count: SENDERS });

      const server = await startBenchServer(children, QUIET);
      const nodes = await startLeanNodes(children, SENDERS);
      await nodes.ask('join', { server: server.access, count: SENDERS });

      const flood = (from: Flood['nodes']): Flood => ({ nodes: from, count: SENDERS, ...times });
      return {
        floor: async () => measures(await measureFlood(router, flood(bareNodes))),
        ours: async () => measures(await measureFlood(server.child, flood(nodes))),
      };
    });
  },
};

function measures({ messagesPerSecond, cpuMicros }: FloodResult): Measures {
  return { messages: messagesPerSecond, cpu: cpuMicros };
}
