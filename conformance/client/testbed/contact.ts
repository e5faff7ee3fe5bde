import { decodeZ85 } from '../../../protocol/curve/z85.ts';
import type { ClientJournalEntry } from './client-event.ts';
import type { Testbed } from './testbed.ts';
import { expectSame, Unmet } from './unmet.ts';

const CURVE_KEY_BYTES = 32;

/** A request for the configuration of the node, with its answer. */
export type AnsweredConfigRequest = Extract<ClientJournalEntry, { kind: 'request' }>;

/** What a client does first of all, in its order, by the id of the scenario that is about it. @throws Unmet, ClientEnded, CheckInterrupted */
export const FIRST_CONTACT: Readonly<Record<string, (testbed: Testbed) => Promise<void>>> = {
  'CLIENT-001': async (testbed) => {
    const { signedBy } = await firstConfigRequest(testbed);
    expectSame('signed by the node', testbed.node, signedBy);
  },
  'CLIENT-002': async (testbed) => {
    await announcedKey(testbed);
    await firstEncryptedMessage(testbed);
  },
  'CLIENT-003': async (testbed) => {
    expectNoJob(await firstAborted(testbed));
    await testbed.jobs.untilAvailable();
  },
};

/** The request with which the client configures itself for the first time. */
export function firstConfigRequest(testbed: Testbed): Promise<AnsweredConfigRequest> {
  return configRequest(testbed, 0, testbed.waits.patienceMs);
}

/** Holds that it has announced a CURVE key with that request. */
export async function announcedKey(testbed: Testbed): Promise<void> {
  const { url } = await firstConfigRequest(testbed);
  const ccpk = new URL(url, testbed.serverUrl).searchParams.get('ccpk') ?? '';
  if (decodeZ85(ccpk)?.byteLength !== CURVE_KEY_BYTES)
    throw new Unmet('a CURVE key of 40 characters of Z85 as ccpk', ccpk === '' ? 'nothing' : ccpk);
}

/** The first message that came over a connection that the server let in. */
export async function firstEncryptedMessage(testbed: Testbed): Promise<void> {
  const isMessage = ({ kind }: ClientJournalEntry): boolean => kind === 'message' || kind === 'refused';
  await testbed.watch
    .until('a message over the encrypted connection', 0, (seen) => seen.find(isMessage))
    .catch((error: unknown) => {
      throw error instanceof Unmet
        ? new Unmet(error.expected, `${error.actual}; ${connections(testbed)}`)
        : error;
    });
}

/** The job that the client's first aborted names. */
export async function firstAborted(testbed: Testbed): Promise<string | null> {
  const { jobId } = await testbed.watch.untilMessage('aborted', 0, ({ type }) => type === 'aborted');
  return jobId;
}

/** Holds that an aborted names no job, as there was none. */
export function expectNoJob(jobId: string | null): void {
  expectSame('the job that aborted names when there was none', 'null', String(jobId));
}

/** The first request for the node's configuration since a mark that was answered. @throws Unmet, ClientEnded, CheckInterrupted */
export function configRequest(
  testbed: Testbed,
  since: number,
  withinMs?: number,
): Promise<AnsweredConfigRequest> {
  const expected = `GET /organizations/${testbed.org}/pushy/config/${testbed.node}, answered with 200,`;
  return testbed.watch.until(expected, since, (seen) => configRequests(testbed, seen)[0], withinMs);
}

/** The requests for the node's configuration that were answered. */
export function configRequests(
  testbed: Testbed,
  entries: readonly ClientJournalEntry[],
): readonly AnsweredConfigRequest[] {
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
