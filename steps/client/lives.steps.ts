import { Given, Then, When } from '@cucumber/cucumber';
import {
  LIFE_TOLERANCE,
  LOOKS_EVERY_MS,
  lifeEndsMs,
  shortLifeSeconds,
} from '../../conformance/client/client-waits.ts';
import { CLIENT_COMMAND } from '../../conformance/client/testbed/commands.ts';
import { configRequest } from '../../conformance/client/testbed/contact.ts';
import { Unmet } from '../../conformance/client/testbed/unmet.ts';
import type { ClientWorld } from './client-world.ts';
import { restarted } from './restarted.ts';
import { untilRunning } from './running-job.ts';

/** Configures anew so much earlier at most. Source: protocol §8. */
const EARLIEST_SHARE = 0.9;

Given('the client runs a job that ends by itself', async function (this: ClientWorld) {
  const { jobs, watch } = this.testbed;
  const since = watch.mark();
  await untilRunning(this.testbed, await jobs.start({ command: CLIENT_COMMAND.pause }), since);
});

When('the server is restarted with new keys', async function (this: ClientWorld) {
  this.remember({ configured: await restarted(this.testbed) });
});

When('the server is restarted and gives configurations that soon expire', async function (this: ClientWorld) {
  const configLifetimeSeconds = shortLifeSeconds(this.testbed.timings.heartbeatIntervalMs);
  this.remember({ configured: await restarted(this.testbed, { configLifetimeSeconds }) });
});

Then('it has asked for its configuration again and is available', async function (this: ClientWorld) {
  this.recall('configured');
  await this.testbed.jobs.untilAvailable();
});

Then(
  'it asks for its configuration in the last tenth of the life of the one that it has, or has the quirk deadline-every-5s',
  async function (this: ClientWorld) {
    const { heartbeatIntervalMs } = this.testbed.timings;
    const first = this.recall('configured');
    const [lifeSeconds, latestMs] = [shortLifeSeconds(heartbeatIntervalMs), lifeEndsMs(heartbeatIntervalMs)];
    const next = await configRequest(this.testbed, first.number + 1, latestMs + LOOKS_EVERY_MS);
    const tookMs = Math.round(next.atMs - first.atMs);
    const earliestMs = (EARLIEST_SHARE - LIFE_TOLERANCE) * lifeSeconds * 1_000;
    if (tookMs < earliestMs)
      throw new Unmet(`the next request after ${earliestMs} to ${latestMs} ms`, `${tookMs} ms`);
    if (tookMs <= latestMs) return;
    this.meet(
      'deadline-every-5s',
      `a configuration for ${lifeSeconds} s was fetched anew after ${tookMs} ms`,
    );
  },
);
