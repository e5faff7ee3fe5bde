import { messagesIn } from '../../conformance/client/testbed/client-event.ts';
import type { Testbed } from '../../conformance/client/testbed/testbed.ts';
import { Unmet } from '../../conformance/client/testbed/unmet.ts';
import { systemClock } from '../../protocol/time/clock.ts';
import { pause } from '../../protocol/time/pause.ts';
import { runningJob } from './running-job.ts';

/** Soon, so that the scenario is short. */
export const OFFLINE_THRESHOLD = 3;
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

/** What is known of a client that hears no heartbeat of its server. */
export interface SilenceTried {
  /** Heartbeats that it sends until it counts its server as offline; undefined where it never does. */
  readonly heartbeats: number | undefined;
  /** The job that it was told to abort right after the last of them; undefined where that moment was missed, or is none. */
  readonly abortedJob?: string;
}

/** How many heartbeats the client sends when it hears none. It hears them again afterwards. */
export async function untilSilent(testbed: Testbed): Promise<SilenceTried> {
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
  return { heartbeats: count > NEVER_SILENT ? undefined : count };
}

/**
 * Has the client run a job, lets it hear nothing, and sends the abort right after the last heartbeat that it sends then. The
 * mark of before the abort is the second value.
 */
export async function abortAfterLast(
  testbed: Testbed,
  { heartbeats: last }: SilenceTried,
): Promise<readonly [tried: SilenceTried, abortedAt: number]> {
  // there is no moment before it counts its server as offline
  if (last === undefined) return [{ heartbeats: last }, 0];
  const { id } = await runningJob(testbed);
  const mark = testbed.watch.mark();
  testbed.wire.pauseHeartbeats();
  const isInTime = await comes(() => untilHeartbeats(testbed, mark, last));
  const abortedAt = testbed.watch.mark();
  testbed.jobs.rehab();
  testbed.wire.resumeHeartbeats();
  // it fell silent earlier this time, so that the moment was missed and nothing can be said
  return [{ heartbeats: last, ...(isInTime && { abortedJob: id }) }, abortedAt];
}

/** False where it does not come in time. @throws ClientEnded, CheckInterrupted */
export async function comes(wait: () => Promise<unknown>): Promise<boolean> {
  try {
    await wait();
    return true;
  } catch (error) {
    if (error instanceof Unmet) return false;
    throw error;
  }
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
