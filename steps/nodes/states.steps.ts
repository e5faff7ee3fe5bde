import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { pollUntil } from '../../conformance/target/poll.ts';
import { neverSeenAs, type ShownNode, shownNode } from '../../conformance/target/shown-node.ts';
import { expectAnswer } from '../quirks/expect-answer.ts';
import { isVanishing } from '../quirks/of-nodes.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

type Up = 'up' | 'down';

async function ask(world: ScenarioWorld, label: string): Promise<void> {
  world.answer = await world.admin.pushy('GET', `node_states/${world.nodes.nameOf(label)}`);
}

const shown = (world: ScenarioWorld): ShownNode => shownNode(world.target.dialect, world.answer);

/** Asks for the state again and again until it is this; nothing tells of a change but asking. */
async function expectToBecome(world: ScenarioWorld, label: string, wanted: Up): Promise<void> {
  let before: ShownNode | undefined;
  await pollUntil(
    `${label} shown as ${wanted}`,
    async () => {
      await ask(world, label);
      if (before !== undefined && isVanishing(world.answer.status, before.status)) {
        const { asked, status } = world.answer;
        world.quirks.meet('vanishing-node-500', `${asked}: ${before.status}\n${asked}: ${status}`);
        await ask(world, label);
      }
      before = shown(world);
      return before;
    },
    (state) => state.status === wanted,
    { everyMs: world.target.timings.heartbeatIntervalMs / 10, patienceMs: world.patienceMs },
  );
}

When('admin asks for the state of {nodes}', async function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) await ask(this, label);
});

Then(/^(\w+) is shown as (up|down)$/, function (this: ScenarioWorld, label: string, wanted: Up) {
  const name = this.nodes.nameOf(label);
  const spelled = this.answer.sent?.path.split('/').at(-1) ?? name;
  expectAnswer(this, { what: 'node', name, spelled, isThere: true }, () =>
    assert.deepEqual(shown(this), { name, status: wanted }),
  );
});

Then('{nodes} is shown as never seen', function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) {
    const status = neverSeenAs(this.target.dialect);
    assert.deepEqual(shown(this), { name: this.nodes.nameOf(label), status });
  }
});

Then(
  /^(\w+) comes to be shown as (up|down)$/,
  async function (this: ScenarioWorld, label: string, wanted: Up) {
    await expectToBecome(this, label, wanted);
  },
);

Given(
  '{nodes} has died and is shown as down',
  async function (this: ScenarioWorld, labels: readonly string[]) {
    for (const label of labels) {
      this.nodes.node(label).crash();
      await expectToBecome(this, label, 'down');
    }
  },
);
