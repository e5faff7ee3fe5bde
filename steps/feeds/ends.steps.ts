import assert from 'node:assert/strict';
import { Given, Then } from '@cucumber/cucumber';
import { pollUntil } from '../../conformance/target/poll.ts';
import { feedShape } from '../../conformance/target/shown-feed.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** A moment as feeds write it, in milliseconds since the Unix epoch. */
const momentOf = (timestamp: unknown): number => Date.parse(String(timestamp).replace(' ', 'T'));

Then('the answer is 204 without a body', function (this: ScenarioWorld) {
  assert.equal(this.answer.status, 204, this.answer.text);
  assert.equal(this.answer.bytes.length, 0);
});

Then('the summary for {reader} is what the job shows', async function (this: ScenarioWorld, label: string) {
  const [summary] = this.readers.of(label).events;
  const { timestamp, ...shown } = summary?.data ?? {};
  const reply = await this.admin.pushy('GET', `jobs/${this.job.id}`);
  assert.equal(typeof timestamp, 'string');
  assert.deepEqual(shown, reply.json());
});

Then(
  'the history for {reader} began as long ago as events are recorded',
  function (this: ScenarioWorld, label: string) {
    const { events, opened } = this.readers.of(label);
    const presentMs = momentOf(events[0]?.data.timestamp) + this.target.timings.orgFeedExpirationMs;
    const [askedAtMs, answeredAtMs] = opened;
    assert.ok(askedAtMs <= presentMs && presentMs <= answeredAtMs, `${opened} and ${presentMs}`);
  },
);

/** Where the recorded history of the organisation begins at this moment, as the wire writes it. */
async function horizon(world: ScenarioWorld): Promise<string> {
  const label = 'reader0';
  const lastEventId = 'an id that no event has';
  await world.readers.open(label, world.admin, { path: feedShape(world.target.dialect).path, lastEventId });
  const probe = world.readers.of(label);
  await probe.untilEvents('start_of_history', (events) => events.length > 0, world.patienceMs);
  const timestamp = String(probe.events[0]?.data.timestamp);
  await world.readers.leave(label);
  return timestamp;
}

Given('the events that {reader} was told have expired', async function (this: ScenarioWorld, label: string) {
  await pollUntil(
    `a history that begins after what ${label} was told`,
    () => horizon(this),
    (beginning) => beginning > String(this.readers.of(label).events.at(-1)?.data.timestamp),
    { everyMs: this.target.timings.orgFeedExpirationMs / 20, patienceMs: this.patienceMs },
  );
});

Then(
  '{reader} is sent {int} keep-alives and no event',
  async function (this: ScenarioWorld, label: string, count: number) {
    const { log } = this.readers.of(label);
    const comments = () => log.entries.filter(({ what }) => what === 'comment').length;
    await log.until(`${count} comments`, () => comments() >= count, this.patienceMs);
    assert.deepEqual(this.readers.of(label).events, []);
  },
);
