import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Then, When } from '@cucumber/cucumber';
import { nodeStates } from '../../protocol/client/api.ts';
import type { NodeMessage, Send } from '../../simulator/node/planned.ts';
import type { NodeAnswer } from '../world/node-answers.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { seeRefused } from './refused.ts';
import { unknownJobId } from './unknown-job-id.ts';
import { tamperingWord, wrongMessage } from './wrong-messages.ts';

const IDLE: NodeMessage = { type: 'heartbeat', jobState: 'idle', jobId: null };

function send(world: ScenarioWorld, label: string, message: Omit<Send, 'type'>): void {
  world.nodes.node(label).perform({ type: 'send', ...message });
}

When(/^(\w+) sends a heartbeat with (.+)$/, function (this: ScenarioWorld, label: string, words: string) {
  send(this, label, { content: IDLE, ...wrongMessage(words) });
});

When(
  /^(\w+) sends everything with (.+)$/,
  async function (this: ScenarioWorld, label: string, words: string) {
    const options = { damage: tamperingWord(words), inAddition: false };
    await this.nodes.behaveToo(label, { name: 'tampering', options });
  },
);

Then(/^the server refuses messages as (\w+)$/, async function (this: ScenarioWorld, reason: string) {
  await seeRefused(this, reason);
});

When(
  /^(\w+) says (\w+) with (.+)$/,
  function (this: ScenarioWorld, label: string, type: NodeAnswer, words: string) {
    send(this, label, { content: { type, jobId: unknownJobId() }, ...wrongMessage(words) });
  },
);

When(
  /^(\w+) says (\w+) about the job with (.+), to be dropped as (\w+)$/,
  function (this: ScenarioWorld, label: string, type: NodeAnswer, words: string, reason: string) {
    this.provoke(reason);
    send(this, label, { content: { type, jobId: this.job.id }, ...wrongMessage(words) });
  },
);

When(
  /^(\w+) sends a heartbeat in the name of (\w+)$/,
  function (this: ScenarioWorld, label: string, other: string) {
    send(this, label, { content: IDLE, forged: { node: this.nodes.nameOf(other) } });
  },
);

When(
  /^(\w+) says (\w+) in the name of (\w+)$/,
  function (this: ScenarioWorld, label: string, type: NodeAnswer, other: string) {
    const content = { type, jobId: this.job.id };
    send(this, label, { content, forged: { node: this.nodes.nameOf(other) } });
  },
);

When(
  '{word} sends heartbeats in the names of {int} nodes that do not exist',
  function (this: ScenarioWorld, label: string, count: number) {
    for (let index = 0; index < count; index += 1) {
      send(this, label, { content: IDLE, forged: { node: randomBytes(8).toString('hex') } });
    }
  },
);

When('{word} sends a heartbeat as of another organisation', function (this: ScenarioWorld, label: string) {
  send(this, label, { content: IDLE, forged: { org: this.neighbour.scope.org } });
});

Then(/^the server refuses it as (\w+)$/, async function (this: ScenarioWorld, reason: string) {
  await seeRefused(this, reason, 1);
});

Then(
  /^the server refuses (\d+) messages as (\w+)$/,
  async function (this: ScenarioWorld, times: string, reason: string) {
    await seeRefused(this, reason, Number(times));
  },
);

Then(
  /^the log says of the refusal: (\w+), by (\w+)$/,
  async function (this: ScenarioWorld, reason: string, label: string) {
    const node = this.nodes.nameOf(label);
    await this.target.log?.until(
      `a line about ${reason} of ${label}`,
      ({ text, fields }) =>
        text === 'message refused' &&
        fields.reason === reason &&
        fields.org === this.scope.org &&
        fields.node === node,
      this.patienceMs,
    );
  },
);

Then(
  'the server lists {nodes} and no other node',
  async function (this: ScenarioWorld, labels: readonly string[]) {
    const listed = (await nodeStates(this.admin)).map(({ name }) => name);
    assert.deepEqual(listed, [...this.nodes.namesOf(labels)].sort());
  },
);
