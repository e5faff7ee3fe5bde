import { RequestSigner } from '../api/raw-request.ts';
import type { Children } from '../process/children.ts';
import { type Crowd, withCrowd } from '../process/crowd.ts';
import type { Benchmark, Measures } from '../run/benchmark.ts';
import { QUIET, startBenchServer } from '../server/bench-server.ts';
import { startBareFeed, startFeedReaders } from './feed-children.ts';

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
  open: async (scale) => withCrowd(scale, { floor: ofBareFeed, ours: ofServer }),
};

async function ofBareFeed(children: Children, { warmUp, count }: Crowd): Promise<Measures> {
  const bare = startBareFeed(children);
  const url = await bare.ask('start');
  const readers = startFeedReaders(children);
  const request = 'GET /feed HTTP/1.1\r\nHost: bare\r\n\r\n';
  await readers.ask('open', url, request, warmUp);
  const before = await bare.ask('memory');
  await readers.ask('open', url, request, count);
  return { reader: ((await bare.ask('memory')) - before) / count };
}

async function ofServer(children: Children, { warmUp, count }: Crowd): Promise<Measures> {
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
