import { startLeanNodes } from '../lean-nodes/lean-nodes.ts';
import { withChildren } from '../process/rounds.ts';
import type { Benchmark, FigureSpec, Measures, Scale } from '../run/benchmark.ts';
import { QUIET, startBenchServer } from '../server/bench-server.ts';
import type { BareFastifyCommands, Route } from './bare-fastify-child.ts';
import { type HttpLoad, startHttpLoad } from './http-load.ts';
import type { Load } from './http-load-child.ts';
import { RequestSigner, type RequestToSign } from './raw-request.ts';

const PARALLEL = 8;
const WINDOW_MS = { full: 1_000, quick: 100, smoke: 20 };

/**
 * How often each request is asked on either side just before it is measured. Until its code is compiled a server is slow,
 * ours and the floor alike: `GET _status` with new connections takes some 4,000 to become as fast as it will be; a quick run has no time for all of them.
 */
const WARM_UP_REQUESTS = { full: 4_000, quick: 2_500, smoke: 0 };

/** What is asked, and the shipped server's rate for it with a new connection each. Source: protocol §10. */
const REQUESTS = {
  status: { title: 'GET _status', shippedRate: 940 },
  node: { title: 'GET node_states/NODE', shippedRate: 289 },
  job: { title: 'GET jobs/ID', shippedRate: 250 },
  newJob: { title: 'POST jobs', shippedRate: 95 },
} as const;
type RequestName = keyof typeof REQUESTS;

const FASTER_BY = 5;

/** Requests a second, 8 under way at once. */
export const rates: Benchmark = {
  name: 'api/rates',
  floorTitle: 'bare fastify that answers the same',
  figures: Object.entries(REQUESTS).flatMap(([name, { title, shippedRate }]) => [
    figure(`${name}_new`, `${title}, a new connection each`, shippedRate),
    figure(`${name}_kept`, `${title}, connections kept alive`, shippedRate),
  ]),
  rounds: { full: 3, quick: 1 },
  open,
};

function figure(key: string, title: string, shippedRate: number): FigureSpec {
  return { key, title, unit: 'requests/s', targets: [{ of: 'ours', atLeast: FASTER_BY * shippedRate }] };
}

/** A request as it goes over the wire, and what is answered. */
interface Asked {
  readonly name: RequestName;
  readonly request: string;
  readonly route: Route;
}

async function open(scale: Scale): ReturnType<Benchmark['open']> {
  const extent = { warmUpRequests: WARM_UP_REQUESTS[scale.size], windowMs: WINDOW_MS[scale.size] };
  return withChildren(scale, async (children) => {
    const server = await startBenchServer(children, QUIET);
    const nodes = await startLeanNodes(children, 1);
    const [node] = await nodes.ask('join', { server: server.access, count: 1 });
    const [job] = await server.child.ask('storeJobs', 1, 10);
    const load = startHttpLoad(children);
    const signer = new RequestSigner(server.access);
    const requests: Record<RequestName, RequestToSign> = {
      status: { method: 'GET', path: '/pushy/_status' },
      node: { method: 'GET', path: signer.pushyPath(`node_states/${node}`) },
      job: { method: 'GET', path: signer.pushyPath(`jobs/${job}`) },
      // a node that is not there: the job is stored, has its feed, and ends
      newJob: { method: 'POST', path: signer.pushyPath('jobs'), body: { command: 'true', nodes: ['away'] } },
    };
    const asked: Asked[] = [];
    for (const name of Object.keys(requests) as RequestName[]) {
      const { method, path } = requests[name];
      const request = signer.sign(requests[name]);
      const { status, body } = await load.ask('ask', { url: server.access.url, request });
      asked.push({ name, request, route: { method, path, status, body } });
    }
    const bare = children.start<BareFastifyCommands>(new URL('./bare-fastify-child.ts', import.meta.url));
    const bareUrl = await bare.ask(
      'start',
      asked.map(({ route }) => route),
    );
    return {
      floor: () => measure(load, bareUrl, asked, extent),
      ours: async () => {
        // `_status` names the jobs that ended a moment ago, which the floor's answer does not
        await server.child.ask('untilNoJobs');
        return measure(load, server.access.url, asked, extent);
      },
    };
  });
}

async function measure(
  load: HttpLoad,
  url: string,
  asked: readonly Asked[],
  extent: Pick<Load, 'warmUpRequests' | 'windowMs'>,
): Promise<Measures> {
  const measures: Record<string, number> = {};
  for (const { name, request, route } of asked) {
    const common = { url, request, status: route.status, parallel: PARALLEL, ...extent };
    measures[`${name}_new`] = await load.ask('rate', { ...common, keptAlive: false });
    measures[`${name}_kept`] = await load.ask('rate', { ...common, keptAlive: true });
  }
  return measures;
}
