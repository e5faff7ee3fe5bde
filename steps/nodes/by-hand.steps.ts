import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import type { Answer } from '../world/scenario-nodes.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** Starts a job and waits until every node of it has been asked to vote. */
export async function startVoting(world: ScenarioWorld, quorum: number, labels: readonly string[]): Promise<void> {
  await world.startJob({
    command: 'true',
    nodes: world.nodes.namesOf(labels),
    quorum,
    runTimeoutSeconds: 60,
  });
  await Promise.all(labels.map((label) => world.nodes.told(label, 'commit', world.job.id)));
}

/** Waits for the job's event that a node's answer must cause; a later answer then finds the node where it should be. */
export async function sayAndSee(world: ScenarioWorld, label: string, answer: Answer, event: string): Promise<void> {
  world.nodes.say(label, answer, world.job);
  const name = world.nodes.nameOf(label);
  await world.job.feed.until(
    `${event} of ${label}`,
    (seen) => seen.event === event && seen.data.node === name,
    world.patienceMs,
  );
}

Given('{nodes} answer(s) by hand', async function (this: ScenarioWorld, labels: readonly string[]) {
  await this.nodes.addByHand(labels);
});

Given(
  'a job with quorum {int} is voting on {nodes}',
  async function (this: ScenarioWorld, quorum: number, labels: readonly string[]) {
    await startVoting(this, quorum, labels);
  },
);

Given('a job is running on {nodes}', async function (this: ScenarioWorld, labels: readonly string[]) {
  await startVoting(this, labels.length, labels);
  for (const label of labels) this.nodes.say(label, 'ack_commit', this.job);
  await Promise.all(labels.map((label) => this.nodes.told(label, 'run', this.job.id)));
});

Given('{nodes} has/have voted yes', async function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) await sayAndSee(this, label, 'ack_commit', 'quorum_vote');
});

Given('{nodes} has/have voted no', async function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) await sayAndSee(this, label, 'nack_commit', 'quorum_vote');
});

Given(
  '{nodes} has/have started the command',
  async function (this: ScenarioWorld, labels: readonly string[]) {
    for (const label of labels) await sayAndSee(this, label, 'ack_run', 'run_start');
  },
);

Given('{nodes} has/have succeeded', async function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) await sayAndSee(this, label, 'succeeded', 'run_complete');
});

When(
  /^(\w+) says (ack_commit|nack_commit|ack_run|nack_run|succeeded|failed|aborted)$/,
  async function (this: ScenarioWorld, label: string, answer: Answer) {
    this.nodes.say(label, answer, this.job);
  },
);

When('{nodes} goes down', async function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) {
    const name = this.nodes.nameOf(label);
    this.nodes.node(label).crash();
    const missed = (event: FeedEvent): boolean => event.event === 'rehab' && event.data.node === name;
    await this.job.feed.until(`that ${label} is missed`, missed, this.patienceMs);
  }
});

/** `quorum_vote down, rehab` as the feed tells it of one node; what was said last is the fence. */
Then(/^the feed says of (\w+): (.*)$/, async function (this: ScenarioWorld, label: string, events: string) {
  const name = this.nodes.nameOf(label);
  const wanted = events.split(', ');
  const ofNode = () => this.job.feed.entries.filter((event) => event.data.node === name);
  await this.job.feed.until(
    `${wanted.length} events of ${label}`,
    () => ofNode().length >= wanted.length,
    this.patienceMs,
  );
  await this.job.feed.until(
    'an event of who spoke last',
    this.nodes.isAnswerToLastSaid(this.job.feed.entries),
    this.patienceMs,
  );
  const seen = ofNode().map((event) =>
    event.data.status === undefined ? event.event : `${event.event} ${event.data.status}`,
  );
  assert.deepEqual(seen, wanted, `the feed: ${this.job.feed.describe()}`);
});
