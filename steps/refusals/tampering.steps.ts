import assert from 'node:assert/strict';
import { type DataTable, Given, Then } from '@cucumber/cucumber';
import { pollUntil } from '../../conformance/target/poll.ts';
import type { BehaviourOptionValues } from '../../simulator/behaviours/behaviour.ts';
import { expectNodes } from '../jobs/shown-nodes.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** A diagnosis tells nobody when it changes. */
const LOOK_EVERY_MS = 10;

const MINUTE_MS = 60_000;

/** What each node of a scenario is to be refused for. */
const refusedAs = new WeakMap<ScenarioWorld, ReadonlyMap<string, string>>();

/** A node for each row, named after its damage. */
async function addTampering(
  world: ScenarioWorld,
  table: DataTable,
  options: BehaviourOptionValues,
): Promise<void> {
  const reasons = new Map<string, string>();
  for (const { damage = '', 'refused as': reason = '' } of table.hashes()) {
    world.provoke(reason);
    const label = `${damage}-node1`;
    reasons.set(label, reason);
    await world.nodes.addAway([label], {
      behaviours: [{ name: 'tampering', options: { ...options, damage } }],
    });
  }
  refusedAs.set(world, reasons);
  await world.nodes.untilAvailable([...reasons.keys()]);
}

Given(
  'nodes that send a damaged message before each good one:',
  async function (this: ScenarioWorld, table: DataTable) {
    await addTampering(this, table, {});
  },
);

Given('nodes whose votes are damaged:', async function (this: ScenarioWorld, table: DataTable) {
  await addTampering(this, table, { messages: ['ack_commit', 'nack_commit'], inAddition: false });
});

Then('those nodes did not vote, and are unavailable in the job', async function (this: ScenarioWorld) {
  const names = this.nodes.namesOf([...(refusedAs.get(this)?.keys() ?? [])]).toSorted();
  const { feed } = this.job;
  const late = feed.entries.filter(({ data }) => data.status === 'voting_timeout');
  assert.deepEqual(late.map(({ data }) => String(data.node)).toSorted(), names, feed.describe());
  const wanted = names.map((name) => [name, 'unavailable'] as const);
  await expectNodes(this, this.job, wanted);
});

Then('the server has refused what each of them damaged', async function (this: ScenarioWorld) {
  for (const [label, reason] of refusedAs.get(this) ?? []) {
    await pollUntil(
      `${reason} of ${label}`,
      async () => {
        const reply = await this.admin.pushy('GET', `diagnosis/${this.nodes.nameOf(label)}`);
        return reply.json() as { readonly refusals: readonly { readonly reason: string }[] };
      },
      ({ refusals }) => refusals.some((refusal) => refusal.reason === `message_${reason}`),
      { everyMs: LOOK_EVERY_MS, patienceMs: this.patienceMs },
    );
  }
});

Given(
  /^(\w+) sends all its messages with (replayed|repeated_sequence)$/,
  async function (this: ScenarioWorld, label: string, damage: string) {
    await this.nodes.add([label], { name: 'tampering', options: { damage, inAddition: false } });
  },
);

Given(
  /^(\w+) speaks only in the name of (\w+)$/,
  async function (this: ScenarioWorld, label: string, other: string) {
    const options = { as: this.nodes.nameOf(other) };
    await this.nodes.addAway([label], { behaviours: [{ name: 'impostor', options }] });
  },
);

const skewed = (minutes: string, off: string) => ({
  name: 'skewed',
  options: { byMs: (off === 'fast' ? 1 : -1) * Number(minutes) * MINUTE_MS },
});

Given(
  /^(\w+) has a clock that is (\d+) minutes (fast|slow)$/,
  async function (this: ScenarioWorld, label: string, minutes: string, off: string) {
    await this.nodes.add([label], skewed(minutes, off));
  },
);

Given(
  /^(\w+) starts with a clock that is (\d+) minutes (fast|slow)$/,
  async function (this: ScenarioWorld, label: string, minutes: string, off: string) {
    this.provoke('bad_timestamp');
    await this.nodes.addAway([label], { behaviours: [skewed(minutes, off)] });
  },
);

Then('all of them have succeeded, undisturbed', function (this: ScenarioWorld) {
  const { feed } = this.job;
  const succeeded = feed.entries
    .filter(({ event, data }) => event === 'run_complete' && data.status === 'success')
    .map(({ data }) => data.node);
  assert.deepEqual(succeeded.toSorted(), this.nodes.names.toSorted(), feed.describe());
  for (const label of this.nodes.labels) assert.equal(this.nodes.counts.abortsSinceUp(label), 0, label);
});
