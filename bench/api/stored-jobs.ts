import type { Children } from '../process/children.ts';
import { withChildren } from '../process/rounds.ts';
import type { Benchmark, Measures, Scale } from '../run/benchmark.ts';
import { QUIET, startBenchServer } from '../server/bench-server.ts';
import { median, quantile } from '../statistics/summary.ts';
import { type HttpLoad, startHttpLoad } from './http-load.ts';
import { RequestSigner } from './raw-request.ts';

const FEW = 100;
const MANY = 10_000;
const STORED = { full: MANY, quick: MANY, smoke: 2 * FEW };
const ASKS = { full: 500, quick: 200, smoke: 10 };
const ASKED_JOBS = { full: FEW, quick: 50, smoke: 10 };
const NODES_EACH = 10;

/** What a job's description costs as jobs pile up; none of them is in memory. */
export const storedJobs: Benchmark = {
  name: 'api/stored-jobs',
  floorTitle: `the same with ${FEW} jobs stored, not ${MANY}`,
  figures: [
    { key: 'median', title: 'GET jobs/ID, median', unit: 'ms', targets: [{ of: 'ratio', atMost: 1.5 }] },
    { key: 'p95', title: 'GET jobs/ID, p95', unit: 'ms', targets: [] },
  ],
  rounds: { full: 7, quick: 3 },
  warmUpRounds: 1,
  async open(scale) {
    const asks = ASKS[scale.size];
    return withChildren(scale, async (children) => {
      const load = startHttpLoad(children);
      const few = await stored(children, scale, FEW);
      const many = await stored(children, scale, STORED[scale.size]);
      return {
        floor: () => measure(load, few, asks),
        ours: () => measure(load, many, asks),
      };
    });
  },
};

interface Stored {
  readonly url: string;
  /** Signed, one for each of some jobs. */
  readonly requests: readonly string[];
}

/** A server with so many jobs, and requests for some of them, spread over all. */
async function stored(children: Children, scale: Scale, count: number): Promise<Stored> {
  const { child, access } = await startBenchServer(children, QUIET);
  const ids = await child.ask('storeJobs', count, NODES_EACH);
  const signer = new RequestSigner(access);
  const some = ASKED_JOBS[scale.size];
  const requests = Array.from({ length: some }, (_, index) =>
    signer.sign({ method: 'GET', path: signer.pushyPath(`jobs/${ids[Math.floor((index * count) / some)]}`) }),
  );
  return { url: access.url, requests };
}

async function measure(load: HttpLoad, { url, requests }: Stored, asks: number): Promise<Measures> {
  const repeated = Array.from({ length: asks }, (_, index) => requests[index % requests.length] ?? '');
  const times = await load.ask('times', url, repeated);
  return { median: median(times), p95: quantile(times, 0.95) };
}
