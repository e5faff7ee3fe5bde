import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import type { VirtualNode } from '../../simulator/node/virtual-node.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

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

When('{word} connects anew', function (this: ScenarioWorld, label: string) {
  this.nodes.node(label).reconnect();
});

When(
  '{word} connects anew and is told that the server knows it',
  async function (this: ScenarioWorld, label: string) {
    const before = this.nodes.acks(label);
    this.nodes.node(label).reconnect();
    await this.nodes.untilTrue(label, () => this.nodes.acks(label) > before);
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
      const isSo = (): boolean => aborts(process) >= 3;
      if (!isSo()) await process.journal.next(isSo, AbortSignal.timeout(this.patienceMs));
    }
  },
);

When('the other process ends', function (this: ScenarioWorld) {
  twinOf(this).crash();
});

Then(
  '{word} has sent {int} more heartbeat(s)',
  async function (this: ScenarioWorld, label: string, more: number) {
    const before = this.nodes.heartbeats(label);
    await this.nodes.untilTrue(label, () => this.nodes.heartbeats(label) >= before + more);
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
      (event) => event.data.node === name && event.data.status === 'down',
    );
    const sent = this.nodes
      .node(label)
      .journal.entries.findLast(
        (entry) => entry.what === 'sent' && entry.message.saying.type === 'heartbeat',
      );
    const silentMs = Date.parse(String(missed?.data.timestamp)) - (sent?.atMs ?? Number.NaN);
    const leastMs = intervals * this.target.timings.heartbeatIntervalMs;
    assert.ok(
      silentMs >= leastMs,
      `it went down after ${silentMs} ms without a heartbeat; wanted ${leastMs} ms`,
    );
  },
);
