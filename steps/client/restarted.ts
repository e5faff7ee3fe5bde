import { configRequest, configRequests } from '../../conformance/client/testbed/contact.ts';
import type { Testbed } from '../../conformance/client/testbed/testbed.ts';

/**
 * Restarts the server, and gives the request with which the client configures itself anew: the last of them where it takes
 * more than one to come in, by which it is available then.
 */
export async function restarted(testbed: Testbed, timings: Partial<Testbed['timings']> = {}) {
  const since = testbed.watch.mark();
  await testbed.restartServer(timings);
  const { heartbeatIntervalMs, offlineThreshold } = testbed.timings;
  // it ends its job first; it hears of the restart with a heartbeat and waits up to an interval, or counts silent ones
  const withinMs =
    testbed.waits.answerMs +
    testbed.waits.pauseSeconds * 1_000 +
    (offlineThreshold + 2) * heartbeatIntervalMs;
  const request = await configRequest(testbed, since, withinMs);
  await testbed.jobs.untilAvailable();
  return configRequests(testbed, testbed.watch.since(since)).at(-1) ?? request;
}
