import { Given, Then, When } from '@cucumber/cucumber';
import { lastEventsText } from '../../conformance/client/testbed/client-event.ts';
import type { ClientWorld } from './client-world.ts';
import { restarted } from './restarted.ts';
import { abortAfterLast, comes, OFFLINE_THRESHOLD, untilSilent } from './silence.ts';

Given(
  'a client that counts its server as offline after a few intervals without a heartbeat',
  async function (this: ClientWorld) {
    await restarted(this.testbed, { offlineThreshold: OFFLINE_THRESHOLD });
  },
);

Given('it was counted how many heartbeats it sends until then', async function (this: ClientWorld) {
  this.remember({ silence: await untilSilent(this.testbed) });
});

When('it has to abort a job right after the last of these heartbeats', async function (this: ClientWorld) {
  const [silence, mark] = await abortAfterLast(this.testbed, this.recall('silence'));
  this.remember({ silence, mark });
});

Then('it answers with aborted, or has the quirk stuck-in-flight', async function (this: ClientWorld) {
  const { testbed } = this;
  const { abortedJob, heartbeats } = this.recall('silence');
  if (abortedJob === undefined) return;
  const aborted = this.recall('mark');
  const isAnswered = await comes(() =>
    testbed.watch.untilMessage('aborted', aborted, ({ type }) => type === 'aborted'),
  );
  if (isAnswered) return;
  const then = lastEventsText(testbed.watch.since(aborted));
  this.meet(
    'stuck-in-flight',
    `told to abort job ${abortedJob} after ${heartbeats} heartbeats without one of the server: ${then}`,
  );
  await testbed.restartClient();
});
