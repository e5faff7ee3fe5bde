import { decodeZ85 } from '../../protocol/curve/z85.ts';
import type { Sighting } from '../stand/sighting.ts';
import type { Stand } from '../stand/stand.ts';
import { expectSame, Unmet } from '../stand/unmet.ts';
import type { Topic } from './check.ts';

const CURVE_KEY_BYTES = 32;

/** How the client gets in. Everything else needs it. */
export const CONTACT: Topic = {
  name: 'contact',
  about: 'A client asks for its configuration and connects as it says',
  checks: [
    {
      id: 'CLIENT-001',
      level: 'must',
      name: 'asks for its configuration, signed with the key of its node',
      source: 'protocol §1, §3',
      run: async (stand) => {
        const { signedBy } = await configRequest(stand, 0, stand.waits.patienceMs);
        expectSame('signed by the node', stand.node, signedBy);
      },
    },
    {
      id: 'CLIENT-002',
      level: 'must',
      name: 'announces a CURVE key and encrypts its connection with it',
      source: 'protocol §3, §4',
      run: async (stand) => {
        const { url } = await configRequest(stand, 0, stand.waits.patienceMs);
        const ccpk = new URL(url, stand.serverUrl).searchParams.get('ccpk') ?? '';
        if (decodeZ85(ccpk)?.byteLength !== CURVE_KEY_BYTES) {
          throw new Unmet('a CURVE key of 40 characters of Z85 as ccpk', ccpk === '' ? 'nothing' : ccpk);
        }
        const isMessage = ({ kind }: Sighting): boolean => kind === 'message' || kind === 'refused';
        await stand.watch
          .until('a message over the encrypted connection', 0, (seen) => seen.find(isMessage))
          .catch((error: unknown) => {
            throw error instanceof Unmet
              ? new Unmet(error.expected, `${error.actual}; ${connections(stand)}`)
              : error;
          });
      },
    },
    {
      id: 'CLIENT-003',
      level: 'must',
      name: 'answers the first abort with aborted, naming no job, and is available then',
      source: 'protocol §5, §8',
      run: async (stand) => {
        const { jobId } = await stand.watch.untilMessage('aborted', 0, ({ type }) => type === 'aborted');
        expectSame('the job that aborted names when there was none', 'null', String(jobId));
        await stand.jobs.untilAvailable();
      },
    },
  ],
};

/** The first request for the node's configuration since a mark that was answered. @throws Unmet, ClientEnded, Interrupted */
export function configRequest(
  stand: Stand,
  since: number,
  withinMs?: number,
): Promise<Extract<Sighting, { kind: 'request' }>> {
  const expected = `GET /organizations/${stand.org}/pushy/config/${stand.node}, answered with 200,`;
  return stand.watch.until(expected, since, (seen) => configRequests(stand, seen)[0], withinMs);
}

/** The requests for the node's configuration that were answered. */
export function configRequests(
  stand: Stand,
  sightings: readonly Sighting[],
): readonly Extract<Sighting, { kind: 'request' }>[] {
  const path = `/organizations/${stand.org}/pushy/config/${encodeURIComponent(stand.node)}`;
  return sightings.flatMap((seen) =>
    seen.kind === 'request' && seen.status === 200 && seen.url.split('?')[0] === path ? seen : [],
  );
}

/** What the server counted of connections that it did not let in. */
function connections(stand: Stand): string {
  const counted = Object.entries(stand.counters()).filter(
    ([name, count]) => /^(zap|handshakes_failed|hung_up)\b/.test(name) && count > 0,
  );
  return counted.length === 0
    ? 'nobody connected'
    : `connections: ${counted.map(([name, count]) => `${name} ${count}`).join(', ')}`;
}
