import { systemClock } from '../../../protocol/time/clock.ts';
import { pause } from '../../../protocol/time/pause.ts';
import { lastEventsText, messagesIn } from '../testbed/client-event.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { Unmet } from '../testbed/unmet.ts';
import type { Check } from './check.ts';
import { runningJob } from './jobs.ts';
import { restarted } from './restarted.ts';

/** Soon, so that the check is short. */
const OFFLINE_THRESHOLD = 3;
/** Heartbeats without an answer after which a client is taken to go on for ever. */
const NEVER_SILENT = 4 * OFFLINE_THRESHOLD;
/**
 * A client is silent when it has sent nothing for so many intervals, and for so long. The shipped one configures itself anew
 * some 4 s after it has fallen silent, and begins again.
 */
const SILENT_INTERVALS = 1.5;
const SILENT_LEAST_MS = 1_000;
/** Heartbeats after which a client that had counted its server as offline is back for good. */
const HEARD_AGAIN = 3;
/** How often it is looked whether time has passed. */
const LOOK_EVERY_MS = 20;

/**
 * Finds out how many heartbeats the client sends after the last one that it hears; then has it run a job, lets it hear
 * nothing, and sends the abort right after the last of them. A client that kills its command at once is not in danger,
 * nor is one that ends the kill before its next interval: that is what the quirk needs.
 */
export const STUCK_IN_FLIGHT: Check = {
  id: 'CLIENT-043',
  level: 'must',
  name: 'answers an abort that comes just before it counts its server as offline',
  source: 'protocol §8; §10, stuck-in-flight',
  takesMs: (testbed) => 2 * (NEVER_SILENT + SILENT_INTERVALS) * testbed.timings.heartbeatIntervalMs,
  run: async (testbed, meet) => {
    await restarted(testbed, { offlineThreshold: OFFLINE_THRESHOLD });
    const last = await heartbeatsUntilSilent(testbed);
    // there is no moment before it counts its server as offline
    if (last === undefined) return;
    const { id } = await runningJob(testbed);
    const mark = testbed.watch.mark();
    testbed.wire.pauseHeartbeats();
    const isInTime = await comes(() => untilHeartbeats(testbed, mark, last));
    const aborted = testbed.watch.mark();
    testbed.jobs.rehab();
    testbed.wire.resumeHeartbeats();
    // it fell silent earlier this time, so that the moment was missed and nothing can be said
    if (!isInTime) return;
    const isAnswered = await comes(() =>
      testbed.watch.untilMessage('aborted', aborted, ({ type }) => type === 'aborted'),
    );
    if (isAnswered) return;
    const then = lastEventsText(testbed.watch.since(aborted));
    meet(
      'stuck-in-flight',
      `told to abort job ${id} after ${last} heartbeats without one of the server: ${then}`,
    );
    await testbed.restartClient();
  },
};

/** False where it does not come in time. @throws ClientEnded, Interrupted */
async function comes(wait: () => Promise<unknown>): Promise<boolean> {
  try {
    await wait();
    return true;
  } catch (error) {
    if (error instanceof Unmet) return false;
    throw error;
  }
}

/** How many heartbeats the client sends when it hears none; undefined where it never stops. It hears them again afterwards. */
async function heartbeatsUntilSilent(testbed: Testbed): Promise<number | undefined> {
  const silentMs = Math.max(SILENT_LEAST_MS, SILENT_INTERVALS * testbed.timings.heartbeatIntervalMs);
  const mark = testbed.watch.mark();
  testbed.wire.pauseHeartbeats();
  const heartbeats = () => heartbeatTimes(testbed, mark);
  const fromMs = systemClock.now();
  const isOver = (): boolean =>
    heartbeats().length > NEVER_SILENT || systemClock.now() - (heartbeats().at(-1) ?? fromMs) > silentMs;
  while (!isOver()) {
    testbed.watch.assertGoingOn();
    await pause(systemClock, LOOK_EVERY_MS);
  }
  const count = heartbeats().length;
  testbed.wire.resumeHeartbeats();
  const again = testbed.watch.mark();
  await untilHeartbeats(testbed, again, HEARD_AGAIN);
  // it has opened its sockets anew, perhaps more than once: what answers an abort is the connection that it uses now
  await testbed.jobs.settle();
  return count > NEVER_SILENT ? undefined : count;
}

/** When heartbeats of the client were seen since a mark. */
function heartbeatTimes(testbed: Testbed, mark: number): readonly number[] {
  return testbed.watch
    .since(mark)
    .flatMap((seen) => (seen.kind === 'message' && seen.message.type === 'heartbeat' ? seen.atMs : []));
}

async function untilHeartbeats(testbed: Testbed, mark: number, count: number): Promise<void> {
  await testbed.watch.until(`${count} heartbeats`, mark, (seen) => {
    const heartbeats = messagesIn(seen).filter(({ type }) => type === 'heartbeat');
    return heartbeats.length >= count ? true : undefined;
  });
}
