import assert from 'node:assert/strict';
import { type DataTable, Given, Then } from '@cucumber/cucumber';
import { pollUntil } from '../../conformance/target/poll.ts';
import { type NodeFacts, nodeBody, nodesBody } from '../../conformance/target/shown-node.ts';
import { parseHttpDate } from '../../protocol/time/dates.ts';
import { withoutUndefined } from '../quirks/of-nodes.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

type State = NodeFacts['state'];

/** What an answer says of when a node changed; nothing in the dialect that never says it. */
interface Dated {
  readonly node_name: string;
  readonly updated_at?: string;
  readonly availability?: string;
}

/** The date that is shown, which has to be one. */
function dateIn({ updated_at }: Dated): string {
  if (updated_at === undefined) return '';
  assert.notEqual(parseHttpDate(updated_at), undefined, updated_at);
  return updated_at;
}

Then(
  /^the answer is the node (\w+), which is (available|in rehab|down)$/,
  function (this: ScenarioWorld, label: string, state: State) {
    assert.equal(this.answer.status, 200, this.answer.text);
    const body = this.answer.json() as Dated;
    const facts = { name: this.nodes.nameOf(label), state, updatedAt: dateIn(body) };
    assert.deepEqual(body, nodeBody(this.target.dialect, facts));
  },
);

/** The nodes that the answer lists, without the word that a server has for those in their first rehab. */
function inKnownWords(world: ScenarioWorld, inFirstRehab: readonly string[]): readonly Dated[] {
  const listed = world.answer.json() as readonly Dated[];
  const known = withoutUndefined(listed, inFirstRehab);
  if (known === undefined) return listed;
  world.quirks.meet('availability-undefined', `${world.answer.asked}\n\n${world.answer.text}`);
  return known;
}

Then('the answer lists the nodes:', function (this: ScenarioWorld, table: DataTable) {
  assert.equal(this.answer.status, 200, this.answer.text);
  const inRehab = table.rows().filter(([, state]) => state === 'in rehab');
  const listed = inKnownWords(
    this,
    inRehab.map(([label = '']) => this.nodes.nameOf(label)),
  );
  const dates = new Map(listed.map((node) => [node.node_name, dateIn(node)]));
  const facts = table.rows().map(([label = '', state]) => {
    const name = this.nodes.nameOf(label);
    return { name, state: state as State, updatedAt: dates.get(name) ?? '' };
  });
  assert.deepEqual(listed, nodesBody(this.target.dialect, facts));
});

Given('{word} is shown as up, and in rehab', async function (this: ScenarioWorld, label: string) {
  const name = this.nodes.nameOf(label);
  await pollUntil(
    `${label} in the list of nodes`,
    async () => (await this.admin.pushy('GET', 'node_states')).json() as readonly Dated[],
    (nodes) => nodes.some((node) => node.node_name === name),
    { everyMs: this.target.timings.heartbeatIntervalMs / 10, patienceMs: this.patienceMs },
  );
});

const noted = new WeakMap<ScenarioWorld, number>();

/** When the node changed last, in milliseconds since the Unix epoch. */
async function changedAtMs(world: ScenarioWorld, label: string): Promise<number> {
  const reply = await world.admin.pushy('GET', `node_states/${world.nodes.nameOf(label)}`);
  return parseHttpDate(dateIn(reply.json() as Dated)) ?? Number.NaN;
}

Given('admin has noted when {word} changed', async function (this: ScenarioWorld, label: string) {
  noted.set(this, await changedAtMs(this, label));
});

Then('{word} changed when it had changed before', async function (this: ScenarioWorld, label: string) {
  assert.equal(await changedAtMs(this, label), noted.get(this));
});

Then('{word} has changed since', async function (this: ScenarioWorld, label: string) {
  const [before = Number.NaN, now] = [noted.get(this), await changedAtMs(this, label)];
  assert.ok(now > before, `${new Date(now).toISOString()} is not after ${new Date(before).toISOString()}`);
});
