import { CLIENT_COMMAND } from '../testbed/commands.ts';
import type { Testbed } from '../testbed/testbed.ts';
import { expectSame, Unmet } from '../testbed/unmet.ts';
import type { Topic } from './check.ts';
import { configRequest } from './contact.ts';
import { listed } from './jobs.ts';
import { restarted } from './restarted.ts';
import { STUCK_IN_FLIGHT } from './stuck-in-flight.ts';

/** A configuration lives for so many intervals, where it is to end while somebody looks on; at least so long. */
const SHORT_LIFE_INTERVALS = 30;
const SHORT_LIFE_SECONDS = 2;
/** Configures anew so much earlier at most. Source: protocol §8. */
const EARLIEST_SHARE = 0.9;
/** The shipped client looks only so often whether its configuration has run out. Source: protocol §10, deadline-every-5s. */
const LOOKS_EVERY_MS = 5_000;
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
      run: async (testbed) => {
        await restarted(testbed);
        const job = await testbed.jobs.run({ command: CLIENT_COMMAND.succeed });
        expectSame('answers to a job', 'ack_commit, ack_run, succeeded', listed(job));
      },
    },
    {
      id: 'CLIENT-041',
      level: 'must',
      name: 'is free for jobs again when the server was restarted while it ran one',
      source: 'protocol §6, §8',
      run: async (testbed) => {
        const since = testbed.watch.mark();
        const id = await testbed.jobs.start({ command: CLIENT_COMMAND.pause });
        await testbed.watch.untilMessage(
          'ack_run',
          since,
          (said) => said.type === 'ack_run' && said.jobId === id,
        );
        await restarted(testbed);
        const job = await testbed.jobs.run({ command: CLIENT_COMMAND.succeed });
        expectSame('answers to a job', 'ack_commit, ack_run, succeeded', listed(job));
      },
    },
    {
      id: 'CLIENT-042',
      level: 'must',
      name: 'configures itself anew before its configuration has ended, at most a tenth of its life earlier',
      source: 'protocol §3, §8',
      takesMs: (testbed) => latestMs(testbed) + LOOKS_EVERY_MS,
      run: async (testbed, meet) => {
        const configLifetimeSeconds = shortLifeSeconds(testbed);
        const first = await restarted(testbed, { configLifetimeSeconds });
        const next = await configRequest(testbed, first.number + 1, latestMs(testbed) + LOOKS_EVERY_MS);
        const tookMs = Math.round(next.atMs - first.atMs);
        const earliestMs = (EARLIEST_SHARE - TOLERANCE_SHARE) * configLifetimeSeconds * 1_000;
        if (tookMs < earliestMs) {
          throw new Unmet(`the next request after ${earliestMs} to ${latestMs(testbed)} ms`, `${tookMs} ms`);
        }
        if (tookMs <= latestMs(testbed)) return;
        meet(
          'deadline-every-5s',
          `a configuration for ${configLifetimeSeconds} s was fetched anew after ${tookMs} ms`,
        );
      },
    },
    STUCK_IN_FLIGHT,
  ],
};

/** Until then a client that keeps its deadline has configured itself anew. */
function latestMs(testbed: Testbed): number {
  return (1 + TOLERANCE_SHARE) * shortLifeSeconds(testbed) * 1_000;
}

function shortLifeSeconds(testbed: Testbed): number {
  return Math.max(
    SHORT_LIFE_SECONDS,
    Math.ceil((SHORT_LIFE_INTERVALS * testbed.timings.heartbeatIntervalMs) / 1_000),
  );
}
