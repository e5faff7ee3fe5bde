import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { VirtualNode } from '../../simulator/node/virtual-node.ts';
import { isSentHeartbeat } from '../world/node-counts.ts';
import { untilTrue } from '../world/node-journal.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { seeDown } from './by-hand.ts';

/** How often the process of a node has ended, as its journal tells. */
function deaths({ journal }: VirtualNode): number {
  return journal.entries.filter((entry) => entry.what === 'status' && entry.status.life === 'away').length;
}

Given('{word} has died', async function (this: ScenarioWorld, label: string) {
  const node = this.nodes.node(label);
  await this.nodes.waits.untilTrue(label, 'its end', () => deaths(node) > 0);
});

/** Nobody has started it: it comes back by itself. */
Then('{word} has come back in another life', async function (this: ScenarioWorld, label: string) {
  const node = this.nodes.node(label);
  await this.nodes.waits.untilTrue(label, 'its end', () => deaths(node) > 0);
  await this.nodes.untilAvailable([label]);
});

Then('{word} comes back by itself', async function (this: ScenarioWorld, label: string) {
  await this.nodes.untilAvailable([label]);
});

Then('{word} has ended its command', async function (this: ScenarioWorld, label: string) {
  const { journal } = this.nodes.node(label);
  const isSo = (): boolean => journal.entries.some(({ what }) => what === 'commandEnded');
  await this.nodes.waits.untilTrue(label, 'the end of its command', isSo);
});

/** The second process of a scenario that says it is a node. */
const twins = new WeakMap<ScenarioWorld, VirtualNode>();

function twinOf(world: ScenarioWorld): VirtualNode {
  const twin = twins.get(world);
  if (twin === undefined) throw new Error('the scenario has no second process of a node');
  return twin;
}

When('the process of {word} is restarted', function (this: ScenarioWorld, label: string) {
  this.nodes.node(label).restart();
});

/** From then on it hears nothing more of what is under way to its old connection, an ack least of all. */
When('{nodes} connect(s) anew', function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) this.nodes.node(label).reconnect();
});

When(
  '{word} connects anew and is told that the server knows it',
  async function (this: ScenarioWorld, label: string) {
    const before = this.nodes.counts.acks(label);
    this.nodes.node(label).reconnect();
    await this.nodes.waits.untilTrue(label, 'one more ack', () => this.nodes.counts.acks(label) > before);
  },
);

Given('another process says that it is {word}', async function (this: ScenarioWorld, label: string) {
  twins.set(this, await this.nodes.addTwin(label));
});

/** Each message of one ends the life of the other, which is told to abort when it speaks next. */
Then(
  'both processes of {word} are told to abort over and over',
  async function (this: ScenarioWorld, label: string) {
    const aborts = ({ journal }: VirtualNode): number =>
      journal.entries.filter((entry) => entry.what === 'received' && entry.message.type === 'abort').length;
    for (const process of [this.nodes.node(label), twinOf(this)]) {
      await untilTrue(process, 'told to abort 3 times', () => aborts(process) >= 3, this.patienceMs);
    }
  },
);

When('the other process ends', function (this: ScenarioWorld) {
  twinOf(this).crash();
});

Then(
  '{word} has sent {int} more heartbeat(s)',
  async function (this: ScenarioWorld, label: string, more: number) {
    await this.nodes.waits.sentMoreHeartbeats([label], more);
  },
);

/**
 * Together they took less than one interval longer than they should. What a server smooths over four intervals is then
 * what it is for a healthy node, though this machine may have held the node up. It goes down in the same instant.
 */
When(
  '{word} goes down after {int} heartbeats in time',
  async function (this: ScenarioWorld, label: string, many: number) {
    const node = this.nodes.node(label);
    const areInTime = (): boolean => {
      const beats = node.journal.entries.filter(isSentHeartbeat).slice(-many - 1);
      const tookMs = (beats.at(-1)?.atMs ?? 0) - (beats[0]?.atMs ?? 0);
      return beats.length > many && tookMs < (many + 1) * this.target.timings.heartbeatIntervalMs;
    };
    await this.nodes.waits.untilTrue(label, `${many} heartbeats in time`, areInTime);
    node.crash();
    await seeDown(this, label);
  },
);

/** Of the last heartbeats: what the server has heard before the last of them has not made it answer abort. */
Then(
  '{word} sends {int} heartbeats and is not told to abort',
  async function (this: ScenarioWorld, label: string, many: number) {
    const { journal } = this.nodes.node(label);
    const isSo = (): boolean => {
      const abort = journal.entries.findLastIndex(
        (entry) => entry.what === 'received' && entry.message.type === 'abort',
      );
      const since = journal.entries.slice(abort + 1);
      return since.filter(isSentHeartbeat).length >= many;
    };
    await this.nodes.waits.untilTrue(label, `${many} heartbeats since it was told to abort`, isSo);
  },
);

When('{word} stands still', function (this: ScenarioWorld, label: string) {
  this.nodes.node(label).freeze();
});

When('{word} goes on', function (this: ScenarioWorld, label: string) {
  this.nodes.node(label).thaw();
});

/** By the clock of this machine, which the server shares. */
Then(
  'the job has missed {word} for {int} heartbeat intervals at least',
  function (this: ScenarioWorld, label: string, intervals: number) {
    const name = this.nodes.nameOf(label);
    const missed = this.job.feed.entries.find(
      (event) => event.data.node === name && event.data.status === 'crashed',
    );
    const sent = this.nodes.node(label).journal.entries.findLast(isSentHeartbeat);
    const silentMs = Date.parse(String(missed?.data.timestamp)) - (sent?.atMs ?? Number.NaN);
    const leastMs = intervals * this.target.timings.heartbeatIntervalMs;
    assert.ok(
      silentMs >= leastMs,
      `it went down after ${silentMs} ms without a heartbeat; wanted ${leastMs} ms`,
    );
  },
);
