import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import { feedShape } from '../../conformance/target/shown-feed.ts';
import { RequestRefused } from '../../protocol/client/errors.ts';
import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import type { EventLog } from '../../protocol/time/event-log.ts';
import type { ReaderRequest } from '../world/scenario-readers.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { eventSentence, expectTold, expectToldToTheEnd, jobOf, wantedLine } from './told.ts';

/**
 * Asks for a feed in the words of a sentence: of `the job`, `job1`, `the organisation`, `the other organisation`. The
 * scenario judges the answer.
 */
async function askToFollow(
  world: ScenarioWorld,
  label: string,
  feed: string,
  request: Omit<ReaderRequest, 'path'> = {},
  client: RestClient = feed === 'the other organisation' ? world.neighbour.admin : world.admin,
): Promise<void> {
  const { path: ofOrg } = feedShape(world.target.dialect);
  const isOrg = feed.endsWith('organisation');
  const job = feed === 'the job' ? world.job : undefined;
  const path = isOrg ? ofOrg : `${ofOrg}/${(job ?? jobOf(world, feed)).id}`;
  world.answer = await world.readers.open(label, client, { ...request, path });
}

/** The same where the scenario goes on with what the feed says. @throws RequestRefused */
async function follow(
  world: ScenarioWorld,
  label: string,
  feed: string,
  request: Omit<ReaderRequest, 'path'> = {},
): Promise<void> {
  await askToFollow(world, label, feed, request);
  if (world.answer.status >= 400) throw new RequestRefused(world.answer);
}

/** From behind an event that this job's feed has told by now or will tell. */
async function followFrom(
  world: ScenarioWorld,
  label: string,
  feed: string,
  told: EventLog<FeedEvent>,
  line: string,
): Promise<void> {
  const wanted = wantedLine(world, line);
  const { id } = await told.until(line, (event) => eventSentence(event) === wanted, world.patienceMs);
  await follow(world, label, feed, { lastEventId: id });
}

When(
  '{reader} asks for the feed of a job that never was',
  async function (this: ScenarioWorld, label: string) {
    const { path } = feedShape(this.target.dialect);
    this.answer = await this.readers.open(label, this.admin, { path: `${path}/${'0'.repeat(32)}` });
  },
);

When(
  '{reader} of the other organisation follows {feed}',
  async function (this: ScenarioWorld, label: string, feed: string) {
    await askToFollow(this, label, feed, {}, this.neighbour.admin);
  },
);

When(
  '{readers} follow(s) {feed}',
  async function (this: ScenarioWorld, labels: readonly string[], feed: string) {
    await Promise.all(labels.map((label) => follow(this, label, feed)));
  },
);

When(
  '{reader} follows {feed} without a Last-Event-ID',
  async function (this: ScenarioWorld, label: string, feed: string) {
    await follow(this, label, feed);
  },
);

When(
  '{reader} follows {feed} without reading',
  async function (this: ScenarioWorld, label: string, feed: string) {
    await follow(this, label, feed, { idle: true });
  },
);

When(
  '{reader} follows {feed} in the name of {word}',
  async function (this: ScenarioWorld, label: string, feed: string, principal: string) {
    await askToFollow(this, label, feed, {}, this.principals.as(principal));
  },
);

When(
  '{reader} follows {feed} without a signature',
  async function (this: ScenarioWorld, label: string, feed: string) {
    await askToFollow(this, label, feed, { signed: false });
  },
);

When(
  '{reader} follows {feed} with the header {string} set to {string}',
  async function (this: ScenarioWorld, label: string, feed: string, header: string, value: string) {
    await askToFollow(this, label, feed, { headers: { [header]: value } });
  },
);

When(
  '{reader} follows {feed} with the Last-Event-ID {string}',
  async function (this: ScenarioWorld, label: string, feed: string, lastEventId: string) {
    await follow(this, label, feed, { lastEventId: this.fill(lastEventId) });
  },
);

When(
  '{reader} follows {feed} with a Last-Event-ID that no event has',
  async function (this: ScenarioWorld, label: string, feed: string) {
    await follow(this, label, feed, { lastEventId: feedShape(this.target.dialect).unknownEventId });
  },
);

When(
  '{reader} follows {feed} from behind {string}',
  async function (this: ScenarioWorld, label: string, feed: string, line: string) {
    await followFrom(this, label, feed, this.job.feed, line);
  },
);

When(
  '{reader} follows {feed} from behind {string} of {feed}',
  async function (this: ScenarioWorld, label: string, feed: string, line: string, teller: string) {
    await followFrom(this, label, feed, jobOf(this, teller).feed, line);
  },
);

When(
  '{reader} follows {feed} from where {reader} was at {string}',
  async function (this: ScenarioWorld, label: string, feed: string, teller: string, line: string) {
    const wanted = wantedLine(this, line);
    const { log } = this.readers.of(teller);
    const told = await log.until(
      line,
      (entry) => entry.what === 'event' && eventSentence(entry.event) === wanted,
      this.patienceMs,
    );
    await follow(this, label, feed, { lastEventId: told.what === 'event' ? told.event.id : '' });
  },
);

When('{reader} begins to read', function (this: ScenarioWorld, label: string) {
  this.readers.of(label).start();
});

When('{reader} goes away', async function (this: ScenarioWorld, label: string) {
  await this.readers.leave(label);
});

Then('{readers} is/are told:', async function (this: ScenarioWorld, labels: readonly string[], text: string) {
  for (const label of labels) await expectTold(this, this.readers.of(label), text);
});

/** Where the documentation says both. */
Then(
  '{reader} is told not to come back, or to the end:',
  async function (this: ScenarioWorld, label: string, text: string) {
    if (this.answer.status === 204) assert.equal(this.answer.bytes.length, 0, this.answer.text);
    else await expectToldToTheEnd(this, this.readers.of(label), text);
  },
);

Then(
  '{readers} is/are told to the end:',
  async function (this: ScenarioWorld, labels: readonly string[], text: string) {
    for (const label of labels) await expectToldToTheEnd(this, this.readers.of(label), text);
  },
);
