import assert from 'node:assert/strict';
import { Given, Then } from '@cucumber/cucumber';
import { pollUntil } from '../../conformance/target/poll.ts';
import type { NodeJournalEntry } from '../../simulator/node/journal.ts';
import { NODE_LIST } from '../world/node-list.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** Connections tell nobody when they are opened. */
const LOOK_EVERY_MS = 10;

/** What a node thinks of the server, in the words of sentences. */
type Thought = 'online' | 'offline';

Then(
  new RegExp(`^(${NODE_LIST.source}) comes? to think the server (online|offline)$`),
  async function (this: ScenarioWorld, labels: readonly string[], thought: Thought) {
    for (const label of labels) {
      const node = this.nodes.node(label);
      const isSo = (): boolean => node.status.online === (thought === 'online');
      await this.nodes.waits.untilTrue(label, `thinks the server ${thought}`, isSo);
    }
  },
);

/** For a connection that is new to it, of a node that is not: opened since it came up, or since the network broke. */
Then(
  '{nodes} is/are told that the server knows it/them',
  async function (this: ScenarioWorld, labels: readonly string[]) {
    for (const label of labels)
      await this.nodes.waits.untilTrue(label, 'an ack', () => this.nodes.counts.newAcks(label) > 0);
  },
);

Then(
  '{nodes} is/are told {int} times that the server knows it/them',
  async function (this: ScenarioWorld, labels: readonly string[], times: number) {
    for (const label of labels)
      await this.nodes.waits.untilTrue(
        label,
        `${times} acks`,
        () => this.nodes.counts.newAcks(label) >= times,
      );
  },
);

/** What is sent to a connection that it is just giving up would be lost. */
Then('{word} configures anew for the last time', async function (this: ScenarioWorld, label: string) {
  await this.nodes.behave(label, 'healthy');
  const before = this.nodes.counts.acks(label);
  await this.nodes.waits.untilTrue(label, 'one more ack', () => this.nodes.counts.acks(label) > before);
});

Given('{nodes} starts', async function (this: ScenarioWorld, labels: readonly string[]) {
  await this.nodes.addAway(labels, { behaviours: ['healthy'] });
});

/** For whatever reason: their connections break, or they configure anew. */
Then('nodes connect again and again', async function (this: ScenarioWorld) {
  const wanted = 3 * this.nodes.labels.length;
  await pollUntil(
    `${wanted} connections`,
    async () => this.target.network?.commands.accepted ?? 0,
    (accepted) => accepted >= wanted,
    { everyMs: LOOK_EVERY_MS, patienceMs: this.patienceMs },
  );
});

Then(
  '{word} has kept its connection to the end of the job',
  async function (this: ScenarioWorld, label: string) {
    const { journal } = this.nodes.node(label);
    const endsAt = (): number => journal.entries.findIndex(({ what }) => what === 'commandEnded');
    await this.nodes.waits.untilTrue(label, 'the end of its command', () => endsAt() >= 0);
    const isAck = (entry: NodeJournalEntry): boolean =>
      entry.what === 'received' && entry.message.type === 'ack';
    const since = this.nodes.counts.acks(label) - this.nodes.counts.newAcks(label);
    const before = journal.entries.slice(0, endsAt()).filter(isAck).length;
    assert.equal(before, since, 'it was told that the server knows its new connection');
  },
);
