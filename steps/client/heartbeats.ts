import { type ClientJournalEntry, messagesIn } from '../../conformance/client/testbed/client-event.ts';
import { configRequests } from '../../conformance/client/testbed/contact.ts';
import type { Testbed } from '../../conformance/client/testbed/testbed.ts';
import type { ClientMessage } from '../../protocol/wire/client-message.ts';

/** The median of the gaps may be so many intervals: whoever is early or late by more is not keeping the interval. */
export const SHORTEST_GAP = 0.5;
export const LONGEST_GAP = 2;

/** Heartbeats of the client that are waited for, to see that nothing else comes. */
const QUIET_HEARTBEATS = 4;

/** The next heartbeats of a node that is available. */
export async function nextHeartbeats(
  testbed: Testbed,
  count: number,
): Promise<readonly ClientJournalEntry[]> {
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

/** All that the client has said since it last asked for its configuration. */
export function messagesOfOneConfiguration(testbed: Testbed): readonly ClientMessage[] {
  const { watch } = testbed;
  const last = configRequests(testbed, watch.since(watch.lifeBegan)).at(-1);
  return messagesIn(watch.since(last?.number ?? watch.lifeBegan));
}

/** The next heartbeats of the client: as long as they take, it had time for something else. */
export function quietHeartbeats(testbed: Testbed, since: number): Promise<readonly ClientMessage[]> {
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
