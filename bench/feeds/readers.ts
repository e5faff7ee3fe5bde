import { startLeanNodes } from '../lean-nodes/lean-nodes.ts';
import { withChildren } from '../process/rounds.ts';
import type { Benchmark, Scale } from '../run/benchmark.ts';
import { QUIET, startBenchServer } from '../server/bench-server.ts';
import { startBareFeed, startFeedReaders } from './feed-children.ts';
import type { FeedReadersResult } from './feed-readers-child.ts';
import { WatchedJobs } from './watched-job.ts';

const NODES = 100;
const READERS = { full: 500, quick: 100, smoke: 5 };
const REQUEST = 'GET /feed HTTP/1.1\r\nHost: bare\r\nConnection: close\r\n\r\n';
/** About as long as ours. */
const EVENT = `event: quorum_vote\nid: ${'0'.repeat(36)}\ndata: {"timestamp":"${'0'.repeat(27)}","node":"lean10","status":"success"}\n\n`;

/** Many readers of one job. */
export const readers: Benchmark = {
  name: 'feeds/readers',
  floorTitle: 'node:http that writes the same once to each',
  figures: [
    {
      key: 'lost',
      title: 'Events that a reader missed',
      unit: 'count',
      targets: [{ of: 'ours', atMost: 0 }],
    },
    {
      key: 'spread',
      title: 'job_complete, from first to last reader',
      unit: 'ms',
      targets: [{ of: 'ours', atMost: 250 }],
    },
  ],
  rounds: { full: 5, quick: 1 },
  warmUpRounds: 1,
  open,
};

async function open(scale: Scale): ReturnType<Benchmark['open']> {
  const count = READERS[scale.size];
  return withChildren(scale, async (children) => {
    const process = startFeedReaders(children);
    const bare = startBareFeed(children);
    const bareUrl = await bare.ask('start');
    const server = await startBenchServer(children, QUIET);
    const nodes = await startLeanNodes(children, NODES);
    const names = await nodes.ask('join', { server: server.access, count: NODES });
    await server.child.ask('untilAvailable', NODES);
    const jobs = children.add(await WatchedJobs.open(server, nodes, names));
    const text = EVENT.repeat(jobs.eventsEach - 1) + EVENT.replace('quorum_vote', 'job_complete');
    const lost = (told: FeedReadersResult): number =>
      count * jobs.eventsEach - told.events + (count - told.ended);
    return {
      floor: async () => {
        await process.ask('open', bareUrl, REQUEST, count);
        await bare.ask('tellAll', text);
        return { spread: (await process.ask('untilClosed')).endSpreadMs };
      },
      ours: async () => {
        const told = await jobs.finish(await jobs.start(process, count), process);
        return { lost: lost(told), spread: told.endSpreadMs };
      },
    };
  });
}
