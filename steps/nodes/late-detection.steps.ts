import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import { detection } from '../quirks/of-nodes.ts';
import { isSentHeartbeat } from '../world/node-counts.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { seeDown } from './by-hand.ts';

/** After so many heartbeats nothing counts any more of what a node was given when its life began. */
const HEARTBEATS_OF_A_HEALTHY_NODE = 8;

/** How long each node was silent before it was missed, in heartbeat intervals of the server. */
const silences = new WeakMap<ScenarioWorld, readonly number[]>();

When(
  'they die one after the other, half a heartbeat interval apart, while {word} is told to abort',
  async function (this: ScenarioWorld, clock: string) {
    const { heartbeatIntervalMs, rehabIntervalMs } = this.target.timings;
    const abortsApart = Math.max(1, Math.round(heartbeatIntervalMs / rehabIntervalMs / 2));
    const labels = this.nodes.labels.filter((label) => label !== clock);
    await this.nodes.waits.sentMoreHeartbeats(labels, HEARTBEATS_OF_A_HEALTHY_NODE);
    const missed: Promise<number>[] = [];
    for (const label of labels) {
      this.nodes.node(label).crash();
      missed.push(silenceOf(this, label, clock));
      await this.nodes.waits.toldToAbort(clock, this.nodes.counts.aborts(clock) + abortsApart);
    }
    silences.set(this, await Promise.all(missed));
  },
);

/** From the last heartbeat that the node sent until the job's feed tells that it is missed, on the server's own clock. */
async function silenceOf(world: ScenarioWorld, label: string, clock: string): Promise<number> {
  await seeDown(world, label);
  const sent = world.nodes.node(label).journal.entries.findLast(isSentHeartbeat);
  const aborts = world.nodes
    .node(clock)
    .journal.entries.filter((entry) => entry.what === 'received' && entry.message.type === 'abort')
    .filter(({ atMs }) => atMs > (sent?.atMs ?? Number.NaN));
  const { heartbeatIntervalMs, rehabIntervalMs } = world.target.timings;
  return (aborts.length * rehabIntervalMs) / heartbeatIntervalMs;
}

Then('each of them was missed in good time', function (this: ScenarioWorld) {
  const seen = silences.get(this) ?? [];
  const found = detection(seen);
  const text = `nodes were missed after so many heartbeat intervals without a heartbeat: ${seen.join(', ')}`;
  if (found === 'late-detection') this.quirks.meet(found, text);
  assert.notEqual(found, 'too late', text);
});
