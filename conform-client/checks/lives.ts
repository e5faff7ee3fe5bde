import { COMMAND } from '../stand/commands.ts';
import type { Stand } from '../stand/stand.ts';
import { expectSame, Unmet } from '../stand/unmet.ts';
import type { Topic } from './check.ts';
import { configRequest } from './contact.ts';
import { listed } from './jobs.ts';

/** A configuration lives for so many intervals, where it is to end while somebody looks on; at least so long. */
const SHORT_LIFE_INTERVALS = 30;
const SHORT_LIFE_SECONDS = 2;
/** Configures anew so much earlier at most. Source: protocol §8. */
const EARLIEST_SHARE = 0.9;
/** What the clocks of two processes and the way between them may add, as a share of the life. */
const TOLERANCE_SHARE = 0.25;

export const LIVES: Topic = {
  name: 'lives',
  about: 'A client outlives its server, and its configuration',
  checks: [
    {
      id: 'CLIENT-040',
      level: 'must',
      name: 'configures itself anew when the server was restarted with new keys, and takes jobs again',
      source: 'protocol §8',
      run: async (stand) => {
        await stand.jobs.untilAvailable();
        await restarted(stand);
        const job = await stand.jobs.run({ command: COMMAND.succeed });
        expectSame('answers to a job', 'ack_commit, ack_run, succeeded', listed(job));
      },
    },
    {
      id: 'CLIENT-041',
      level: 'must',
      name: 'is free for jobs again when the server was restarted while it ran one',
      source: 'protocol §6, §8',
      run: async (stand) => {
        await stand.jobs.untilAvailable();
        const since = stand.watch.mark();
        const id = await stand.jobs.start({ command: COMMAND.pause });
        await stand.watch.untilMessage(
          'ack_run',
          since,
          (said) => said.type === 'ack_run' && said.jobId === id,
        );
        await restarted(stand);
        const job = await stand.jobs.run({ command: COMMAND.succeed });
        expectSame('answers to a job', 'ack_commit, ack_run, succeeded', listed(job));
      },
    },
    {
      id: 'CLIENT-042',
      level: 'must',
      name: 'configures itself anew before its configuration has ended, at most a tenth of its life earlier',
      source: 'protocol §3, §8',
      takesMs: (stand) => (1 + TOLERANCE_SHARE) * shortLifeSeconds(stand) * 1_000,
      run: async (stand) => {
        await stand.jobs.untilAvailable();
        const lifeSeconds = shortLifeSeconds(stand);
        const first = await restarted(stand, lifeSeconds);
        const lifeMs = lifeSeconds * 1_000;
        const withinMs = (1 + TOLERANCE_SHARE) * lifeMs;
        const next = await configRequest(stand, first.number + 1, withinMs);
        const earliestMs = (EARLIEST_SHARE - TOLERANCE_SHARE) * lifeMs;
        if (next.atMs - first.atMs < earliestMs) {
          throw new Unmet(
            `the next request after ${earliestMs} to ${lifeMs} ms`,
            `${next.atMs - first.atMs} ms`,
          );
        }
        await stand.jobs.untilAvailable();
      },
    },
  ],
};

/** Restarts the server, and gives the request with which the client configures itself anew. */
async function restarted(stand: Stand, lifeSeconds?: number) {
  const since = stand.watch.mark();
  await stand.restartServer(lifeSeconds === undefined ? {} : { configLifetimeSeconds: lifeSeconds });
  const { heartbeatIntervalMs, offlineThreshold } = stand.timings;
  // it ends its job first; it hears of the restart with a heartbeat and waits up to an interval, or counts silent ones
  const withinMs =
    stand.waits.answerMs + stand.waits.pauseSeconds * 1_000 + (offlineThreshold + 2) * heartbeatIntervalMs;
  const request = await configRequest(stand, since, withinMs);
  await stand.jobs.untilAvailable();
  return request;
}

function shortLifeSeconds(stand: Stand): number {
  return Math.max(
    SHORT_LIFE_SECONDS,
    Math.ceil((SHORT_LIFE_INTERVALS * stand.timings.heartbeatIntervalMs) / 1_000),
  );
}
