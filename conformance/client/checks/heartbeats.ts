import type { ClientMessage } from '../../../protocol/wire/client-message.ts';
import { isFields } from '../../../protocol/wire/fields.ts';
import { type ClientJournalEntry, messagesIn } from '../testbed/client-event.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { expectSame, Unmet } from '../testbed/unmet.ts';
import type { Check, Topic } from './check.ts';
import { configRequests } from './contact.ts';

/** Heartbeats that are looked at. */
const COUNT = 6;
/** The median of the gaps may be so many intervals: whoever is early or late by more is not keeping the interval. */
const SHORTEST_GAP = 0.5;
const LONGEST_GAP = 2;

/** Heartbeats of the client that are waited for, to see that nothing else comes. */
const QUIET_HEARTBEATS = 4;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

export const HEARTBEATS: Topic = {
  name: 'heartbeats',
  about: 'A client says that it is there, once an interval',
  checks: [
    {
      id: 'CLIENT-004',
      level: 'must',
      name: 'sends a heartbeat an interval',
      source: 'protocol §4, §8',
      takesMs: (testbed) => (COUNT + 1) * testbed.timings.heartbeatIntervalMs,
      run: async (testbed) => {
        const times = (await heartbeats(testbed)).map(({ atMs }) => atMs);
        const gaps = times.slice(1).map((atMs, index) => atMs - (times[index] ?? atMs));
        const median = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
        const { heartbeatIntervalMs } = testbed.timings;
        if (median < SHORTEST_GAP * heartbeatIntervalMs || median > LONGEST_GAP * heartbeatIntervalMs) {
          throw new Unmet(`about ${heartbeatIntervalMs} ms between heartbeats`, `${Math.round(median)} ms`);
        }
      },
    },
    {
      id: 'CLIENT-005',
      level: 'must',
      name: 'says in an idle heartbeat who it is, that it is idle, and that it has no job',
      source: 'protocol §4',
      run: async (testbed) => {
        const [heartbeat] = await heartbeats(testbed, 1);
        const body = heartbeat?.kind === 'message' && isFields(heartbeat.body) ? heartbeat.body : {};
        const { node, org, job_state, job_id = null, incarnation_id } = body;
        const expected = { node: testbed.node, org: testbed.org, job_state: 'idle', job_id: null };
        expectSame(
          'a heartbeat',
          JSON.stringify(expected),
          JSON.stringify({ node, org, job_state, job_id: job_id === 'null' ? null : job_id }),
        );
        if (!UUID.test(String(incarnation_id)))
          throw new Unmet('a UUID as incarnation_id', String(incarnation_id));
      },
    },
    {
      id: 'CLIENT-006',
      level: 'must',
      name: 'numbers what it says under one configuration so that each sequence is greater than the one before',
      source: 'protocol §4',
      run: async (testbed) => {
        const messages = await messagesOfOneConfiguration(testbed);
        const wrong = messages.findIndex(
          ({ sequence }, index) => sequence <= (messages[index - 1]?.sequence ?? -1),
        );
        if (wrong < 0) return;
        const [before, after] = messages.slice(wrong - 1);
        throw new Unmet('rising sequences', `${before?.sequence}, then ${after?.sequence} (${after?.type})`);
      },
    },
    {
      id: 'CLIENT-007',
      level: 'must',
      name: 'keeps one incarnation as long as its process lives',
      source: 'protocol, words; §5',
      run: async (testbed) => {
        const incarnations = new Set(
          (await messagesOfOneLife(testbed)).map(({ incarnationId }) => incarnationId),
        );
        expectSame('incarnations', '1', String(incarnations.size));
      },
    },
    {
      id: 'CLIENT-008',
      level: 'should',
      name: 'names its host and protocol version 2.0',
      source: 'protocol §4',
      run: async (testbed) => {
        const [heartbeat] = await heartbeats(testbed, 1);
        const { client, protocol_version } = heartbeat?.kind === 'message' ? heartbeat.body : {};
        expectSame('protocol_version', '2.0', String(protocol_version));
        if (typeof client !== 'string' || client === '')
          throw new Unmet('a host name as client', String(client));
      },
    },
  ] satisfies readonly Check[],
};

/** The next idle heartbeats of a node that is available. */
async function heartbeats(testbed: Testbed, count = COUNT): Promise<readonly ClientJournalEntry[]> {
  await testbed.jobs.untilAvailable();
  const isHeartbeat = (seen: ClientJournalEntry): boolean =>
    seen.kind === 'message' && seen.message.type === 'heartbeat';
  return testbed.watch.until(
    `${count} heartbeats`,
    testbed.watch.mark(),
    (entries) => {
      const found = entries.filter(isHeartbeat);
      return found.length >= count ? found.slice(0, count) : undefined;
    },
    Math.max(testbed.waits.answerMs, LONGEST_GAP * count * testbed.timings.heartbeatIntervalMs),
  );
}

/** Everything since the client last asked for its configuration, some heartbeats of now included. */
async function messagesOfOneConfiguration(testbed: Testbed): Promise<readonly ClientMessage[]> {
  await heartbeats(testbed, COUNT);
  const last = configRequests(testbed, testbed.watch.since(testbed.watch.lifeBegan)).at(-1);
  return messagesIn(testbed.watch.since(last?.number ?? testbed.watch.lifeBegan));
}

/** Everything that the client's process has said since it was started, some heartbeats of now included. */
async function messagesOfOneLife(testbed: Testbed): Promise<readonly ClientMessage[]> {
  await heartbeats(testbed, 2);
  return messagesIn(testbed.watch.since(testbed.watch.lifeBegan));
}

/** The next heartbeats of the client: as long as they take, it had time for something else. */
export async function quietHeartbeats(testbed: Testbed, since: number) {
  return testbed.watch.until(
    `${QUIET_HEARTBEATS} heartbeats`,
    since,
    (seen) => {
      const beats = messagesIn(seen).filter(({ type }) => type === 'heartbeat');
      return beats.length >= QUIET_HEARTBEATS ? beats : undefined;
    },
    Math.max(testbed.waits.answerMs, 2 * QUIET_HEARTBEATS * testbed.timings.heartbeatIntervalMs),
  );
}
