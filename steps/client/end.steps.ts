import { Then, When } from '@cucumber/cucumber';
import { messagesIn } from '../../conformance/client/testbed/client-event.ts';
import { Unmet } from '../../conformance/client/testbed/unmet.ts';
import type { ClientWorld } from './client-world.ts';

When('its process group is sent SIGTERM', function (this: ClientWorld) {
  this.testbed.watch.expectEnd();
  this.testbed.client.terminate();
});

Then('no process of its group is left', async function (this: ClientWorld) {
  const { testbed } = this;
  const { answerMs } = testbed.waits;
  if (await testbed.client.untilGone(answerMs)) return;
  const last = messagesIn(testbed.watch.since(0)).at(-1)?.type ?? 'nothing';
  throw new Unmet(`its process group gone within ${answerMs} ms`, `still there; it last said ${last}`);
});
