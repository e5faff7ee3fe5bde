import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import { deleteUser, dissociateUser } from '../../protocol/client/api.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

const READERS = 'pushy_job_readers';

/** How somebody loses the right to read, in the words of sentences. */
const LOSSES: Readonly<Record<string, (world: ScenarioWorld, label: string) => Promise<void>>> = {
  'removed from the organisation': ({ principals }, label) =>
    dissociateUser(principals.as('pivotal'), principals.memberOf(label).name),
  deleted: ({ principals }, label) => deleteUser(principals.as('pivotal'), principals.memberOf(label).name),
  'removed from the group of those who read': ({ principals }, label) =>
    principals.leave(READERS, principals.memberOf(label)),
};

When(
  new RegExp(`^(\\w+) is (${Object.keys(LOSSES).join('|')})$`),
  async function (this: ScenarioWorld, label: string, loss: string) {
    await LOSSES[loss]?.(this, label);
  },
);

Then('the feeds of {readers} end', async function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) {
    const reading = this.readers.of(label);
    assert.equal(await reading.untilOver(this.patienceMs), 'closed', reading.log.describe());
  }
});

Then(
  '{readers} was/were told no {word}',
  function (this: ScenarioWorld, labels: readonly string[], event: string) {
    for (const label of labels) {
      const { events, log } = this.readers.of(label);
      assert.ok(!events.some((told) => told.event === event), log.describe());
    }
  },
);

Then('{reader} is told of {word}', async function (this: ScenarioWorld, label: string, event: string) {
  const isTold = (events: readonly { readonly event: string }[]): boolean =>
    events.some((told) => told.event === event);
  await this.readers.of(label).untilEvents(event, isTold, this.patienceMs);
});
