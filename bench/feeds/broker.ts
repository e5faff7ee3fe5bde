import { type Flood, measureFlood } from '../broker/flood.ts';
import { startLeanNodes } from '../lean-nodes/lean-nodes.ts';
import { withChildren } from '../process/rounds.ts';
import type { Benchmark, Measures, Scale } from '../run/benchmark.ts';
import { QUIET, startBenchServer } from '../server/bench-server.ts';
import { startFeedReaders } from './feed-children.ts';
import { WatchedJobs } from './watched-job.ts';

const SENDERS = 16;
const READERS = { full: 500, quick: 100, smoke: 5 };
const JOB_NODES = { full: 100, quick: 100, smoke: 5 };
const TIMES = {
  full: { settleMs: 500, windowMs: 2_000 },
  quick: { settleMs: 100, windowMs: 400 },
  smoke: { settleMs: 20, windowMs: 50 },
};

/** What readers cost the broker: heartbeats received while a job runs, read by many or by nobody. */
export const brokerWithReaders: Benchmark = {
  name: 'feeds/broker',
  floorTitle: 'the same job without readers',
  figures: [
    {
      key: 'messages',
      title: 'Heartbeats received while a job is read',
      unit: 'messages/s',
      targets: [{ of: 'ratio', atLeast: 0.8 }],
    },
    { key: 'cpu', title: 'CPU time for a heartbeat', unit: 'µs', targets: [] },
  ],
  rounds: { full: 5, quick: 1 },
  warmUpRounds: 1,
  open,
};

async function open(scale: Scale): ReturnType<Benchmark['open']> {
  const readers = READERS[scale.size];
  return withChildren(scale, async (children) => {
    const process = startFeedReaders(children);
    const server = await startBenchServer(children, QUIET);
    const count = SENDERS + JOB_NODES[scale.size];
    const nodes = await startLeanNodes(children, count);
    const names = await nodes.ask('join', { server: server.access, count });
    await server.child.ask('untilAvailable', count);
    const jobs = children.add(await WatchedJobs.open(server, nodes, names.slice(SENDERS)));
    const flood: Flood = { nodes, count: SENDERS, ...TIMES[scale.size] };
    const measure = async (readerCount: number): Promise<Measures> => {
      const id = await jobs.start(process, readerCount);
      const result = await measureFlood(server.child, flood, () => jobs.finish(id, process));
      return { messages: result.messagesPerSecond, cpu: result.cpuMicros };
    };
    return { floor: () => measure(0), ours: () => measure(readers) };
  });
}
