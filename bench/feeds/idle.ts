import { RequestSigner } from '../api/raw-request.ts';
import type { Children } from '../process/children.ts';
import { withFreshChildren } from '../process/rounds.ts';
import type { Benchmark, Measures } from '../run/benchmark.ts';
import { QUIET, startBenchServer } from '../server/bench-server.ts';
import { startBareFeed, startFeedReaders } from './feed-children.ts';

/** Readers that come before the measurement, so that what is loaded, made and grown once is not counted. */
const WARM_UP = { full: 200, quick: 200, smoke: 5 };
const COUNT = { full: 1_000, quick: 300, smoke: 10 };

/** What a reader of the organisation's feed takes of the server's memory while nothing happens. */
export const idleReaders: Benchmark = {
  name: 'feeds/idle',
  floorTitle: 'node:http with as many open responses',
  figures: [
    {
      key: 'reader',
      title: 'Resident memory a reader',
      unit: 'bytes',
      targets: [{ of: 'ours', atMost: 20 * 1_024 }],
    },
  ],
  rounds: { full: 3, quick: 1 },
  open: async (scale) => {
    const wanted = { warmUp: WARM_UP[scale.size], count: COUNT[scale.size] };
    return withFreshChildren(scale, {
      floor: (children) => ofBareFeed(children, wanted),
      ours: (children) => ofServer(children, wanted),
    });
  },
};

interface Readers {
  readonly warmUp: number;
  readonly count: number;
}

async function ofBareFeed(children: Children, { warmUp, count }: Readers): Promise<Measures> {
  const bare = startBareFeed(children);
  const url = await bare.ask('start');
  const readers = startFeedReaders(children);
  const request = 'GET /feed HTTP/1.1\r\nHost: bare\r\n\r\n';
  await readers.ask('open', url, request, warmUp);
  const before = await bare.ask('memory');
  await readers.ask('open', url, request, count);
  return { reader: ((await bare.ask('memory')) - before) / count };
}

async function ofServer(children: Children, { warmUp, count }: Readers): Promise<Measures> {
  const { child, access } = await startBenchServer(children, QUIET);
  const readers = startFeedReaders(children);
  const signer = new RequestSigner(access);
  const path = signer.pushyPath('job_status_feed');
  const request = signer.sign({ method: 'GET', path, accept: 'text/event-stream' });
  await readers.ask('open', access.url, request, warmUp);
  const before = await child.ask('memory');
  await readers.ask('open', access.url, request, count);
  return { reader: ((await child.ask('memory')) - before) / count };
}
