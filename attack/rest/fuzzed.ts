import type { BySize } from '../../bench/run/benchmark.ts';
import { Random } from '../../simulator/node/random.ts';
import type { Storm } from '../attack.ts';
import { dial, opened, written } from '../raw/connection.ts';
import { crowd } from '../raw/crowd.ts';
import { RawRequests } from '../raw/request.ts';

const REQUESTS: BySize<number> = { full: 8_000, quick: 2_000, smoke: 20 };
const AT_ONCE = 40;
/** A request that is not answered within this time is given up. */
const PATIENCE_MS = 300;
const SEED = 'fuzzed rest';
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'BREW'];
const PATHS = [
  'jobs',
  'jobs/0123',
  'node_states',
  'node_states/%2e%2e',
  'config/web1?ccpk=x',
  'jobs_status_feed',
  'jobs/x/output/y/stdout',
  '/metrics',
  '/openapi.json',
  '/pushy/_status',
  '/organizations',
  '/users',
  '//',
  '/%00%ff',
];
const BODIES: readonly ((below: (most: number) => number) => string)[] = [
  () => '',
  () => '{"command":"x","nodes":["a","a"]}',
  (below) => '['.repeat(below(20_000)),
  (below) => `{"command":"${'\\u0000'.repeat(below(2_000))}","nodes":[]}`,
  (below) => 'x'.repeat(below(100_000)),
  (below) => JSON.stringify({ command: 1, nodes: Array.from({ length: below(2_000) }, String) }),
];
/** So far into a request bytes are exchanged: its line, and the first headers. */
const HEAD_BYTES = 400;

/** A request with something wrong, or nothing; the same ones in each run. */
function twisted(requests: RawRequests, random: Random): Buffer {
  const below = (most: number): number => Math.floor(random.between(0, most));
  const method = METHODS[below(METHODS.length)] ?? 'GET';
  const body = BODIES[below(BODIES.length)]?.(below) ?? '';
  const bytes = requests.bytes({
    method,
    path: PATHS[below(PATHS.length)] ?? '/',
    signed: random.chance(0.67),
    ...(method !== 'GET' && { body }),
    headers: { Connection: 'close', [`X-${below(9)}`]: 'y'.repeat(below(8_000)) },
  });
  for (let left = random.chance(0.25) ? below(8) : 0; left > 0; left--) bytes[below(HEAD_BYTES)] = below(256);
  return bytes;
}

export const fuzzedRequests: Storm = {
  kind: 'storm',
  name: 'rest/fuzzed',
  about: '8,000 requests with something wrong, 40 at once',
  async run(target, size) {
    const requests = new RawRequests(target);
    const random = new Random(SEED);
    let bytes = 0;
    await crowd(REQUESTS[size], AT_ONCE, async () => {
      const request = twisted(requests, random);
      const socket = dial(target.url).resume();
      const closed = new Promise((resolve) => socket.once('close', resolve));
      await opened(socket);
      const timer = setTimeout(() => socket.destroy(), PATIENCE_MS);
      await written(socket, request);
      await closed;
      clearTimeout(timer);
      bytes += socket.bytesWritten;
    });
    return { count: REQUESTS[size], what: 'requests', bytes };
  },
};
