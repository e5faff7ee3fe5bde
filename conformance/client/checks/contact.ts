import { decodeZ85 } from '../../../protocol/curve/z85.ts';
import type { ClientJournalEntry } from '../testbed/client-event.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { expectSame, Unmet } from '../testbed/unmet.ts';
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
      run: async (testbed) => {
        const { signedBy } = await configRequest(testbed, 0, testbed.waits.patienceMs);
        expectSame('signed by the node', testbed.node, signedBy);
      },
    },
    {
      id: 'CLIENT-002',
      level: 'must',
      name: 'announces a CURVE key and encrypts its connection with it',
      source: 'protocol §3, §4',
      run: async (testbed) => {
        const { url } = await configRequest(testbed, 0, testbed.waits.patienceMs);
        const ccpk = new URL(url, testbed.serverUrl).searchParams.get('ccpk') ?? '';
        if (decodeZ85(ccpk)?.byteLength !== CURVE_KEY_BYTES) {
          throw new Unmet('a CURVE key of 40 characters of Z85 as ccpk', ccpk === '' ? 'nothing' : ccpk);
        }
        const isMessage = ({ kind }: ClientJournalEntry): boolean => kind === 'message' || kind === 'refused';
        await testbed.watch
          .until('a message over the encrypted connection', 0, (seen) => seen.find(isMessage))
          .catch((error: unknown) => {
            throw error instanceof Unmet
              ? new Unmet(error.expected, `${error.actual}; ${connections(testbed)}`)
              : error;
          });
      },
    },
    {
      id: 'CLIENT-003',
      level: 'must',
      name: 'answers the first abort with aborted, naming no job, and is available then',
      source: 'protocol §5, §8',
      run: async (testbed) => {
        const { jobId } = await testbed.watch.untilMessage('aborted', 0, ({ type }) => type === 'aborted');
        expectSame('the job that aborted names when there was none', 'null', String(jobId));
        await testbed.jobs.untilAvailable();
      },
    },
  ],
};

/** The first request for the node's configuration since a mark that was answered. @throws Unmet, ClientEnded, Interrupted */
export function configRequest(
  testbed: Testbed,
  since: number,
  withinMs?: number,
): Promise<Extract<ClientJournalEntry, { kind: 'request' }>> {
  const expected = `GET /organizations/${testbed.org}/pushy/config/${testbed.node}, answered with 200,`;
  return testbed.watch.until(expected, since, (seen) => configRequests(testbed, seen)[0], withinMs);
}

/** The requests for the node's configuration that were answered. */
export function configRequests(
  testbed: Testbed,
  entries: readonly ClientJournalEntry[],
): readonly Extract<ClientJournalEntry, { kind: 'request' }>[] {
  const path = `/organizations/${testbed.org}/pushy/config/${encodeURIComponent(testbed.node)}`;
  return entries.flatMap((seen) =>
    seen.kind === 'request' && seen.status === 200 && seen.url.split('?')[0] === path ? seen : [],
  );
}

/** What the server counted of connections that it did not let in. */
function connections(testbed: Testbed): string {
  const counted = Object.entries(testbed.counters()).filter(
    ([name, count]) => /^(zap|handshakes_failed|hung_up)\b/.test(name) && count > 0,
  );
  return counted.length === 0
    ? 'nobody connected'
    : `connections: ${counted.map(([name, count]) => `${name} ${count}`).join(', ')}`;
}
