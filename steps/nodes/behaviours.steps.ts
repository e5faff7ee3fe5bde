import { Given, When } from '@cucumber/cucumber';
import type { BehaviourChoice } from '../../simulator/behaviours/choose.ts';
import { parseNodeList } from '../world/node-list.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** Sentences about a node, and the behaviour that each stands for. */
const SENTENCES: Readonly<Record<string, BehaviourChoice>> = {
  'never votes': { name: 'silent', options: { on: ['ack_commit', 'nack_commit'] } },
  'never acks the run': { name: 'silent', options: { on: ['ack_run', 'succeeded', 'failed'] } },
  'never ends its command': { name: 'silent', options: { on: ['succeeded', 'failed'] } },
  'always says that it is its first message': {
    name: 'tampering',
    options: { damage: 'repeated_sequence', inAddition: false },
  },
  'reboots when it runs a command': { name: 'rebooting', options: { afterMs: 10, awayMs: 100 } },
  'runs real commands': 'exec',
  'run real commands': 'exec',
};

/** Sentences about nodes that never come out of rehab. */
const STUCK: Readonly<Record<string, BehaviourChoice>> = {
  'never answers abort': 'stuck',
  'is deaf': 'deaf',
};

/** Sentences about what a node does from now on, besides what it does anyway. */
const CHANGES: Readonly<Record<string, BehaviourChoice>> = {
  'sends every heartbeat twice': {
    name: 'tampering',
    options: { damage: 'replayed', inAddition: false, messages: ['heartbeat'] },
  },
  'stops answering abort': 'stuck',
  'sends no more heartbeats': { name: 'silent', options: { on: ['heartbeat'] } },
  'loses two heartbeats in three': { name: 'erratic', options: { missing: 0.67, late: 0, bursts: 0 } },
};

Given(
  /^([\w, ]+) (?:is|are) (healthy|busy|slow|fickle|failing|restless|erratic)$/,
  async function (this: ScenarioWorld, labels: string, behaviour: string) {
    await this.nodes.add(parseNodeList(labels), behaviour);
  },
);

Given(
  new RegExp(`^([\\w, ]+) (${Object.keys(SENTENCES).join('|')})$`),
  async function (this: ScenarioWorld, labels: string, sentence: string) {
    await this.nodes.add(parseNodeList(labels), SENTENCES[sentence] ?? sentence);
  },
);

Given(
  new RegExp(`^([\\w, ]+) (${Object.keys(STUCK).join('|')})$`),
  async function (this: ScenarioWorld, labels: string, sentence: string) {
    const behaviours = [STUCK[sentence] ?? sentence];
    await this.nodes.addAway(parseNodeList(labels), { behaviours });
  },
);

Given(
  new RegExp(`^([\\w, ]+) (${Object.keys(CHANGES).join('|')})$`),
  async function (this: ScenarioWorld, labels: string, sentence: string) {
    for (const label of parseNodeList(labels))
      await this.nodes.behaveToo(label, CHANGES[sentence] ?? sentence);
  },
);

Given('{nodes} is made healthy', async function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) await this.nodes.behave(label, 'healthy');
  await this.nodes.untilAvailable(labels);
});

When('{nodes} dies', function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) this.nodes.node(label).crash();
});

When('{nodes} is started again', function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) this.nodes.node(label).start();
});

Given('{nodes} has been restarted', async function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) await this.nodes.restart(label);
});
