import type { ServerTimings } from '../../server/settings.ts';
import type { Stand } from '../stand/stand.ts';
import { configRequest, configRequests } from './contact.ts';

/**
 * Restarts the server, and gives the request with which the client configures itself anew: the last of them where it takes
 * more than one to come in, by which it is available then.
 */
export async function restarted(stand: Stand, timings: Partial<ServerTimings> = {}) {
  const since = stand.watch.mark();
  await stand.restartServer(timings);
  const { heartbeatIntervalMs, offlineThreshold } = stand.timings;
  // it ends its job first; it hears of the restart with a heartbeat and waits up to an interval, or counts silent ones
  const withinMs =
    stand.waits.answerMs + stand.waits.pauseSeconds * 1_000 + (offlineThreshold + 2) * heartbeatIntervalMs;
  const request = await configRequest(stand, since, withinMs);
  await stand.jobs.untilAvailable();
  return configRequests(stand, stand.watch.since(since)).at(-1) ?? request;
}
