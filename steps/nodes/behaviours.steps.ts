import { Given, When } from '@cucumber/cucumber';
import type { BehaviourChoice } from '../../simulator/behaviours/choose.ts';
import { parseNodeList } from '../world/node-list.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** Sentences about a node, and the behaviour that each stands for. */
const SENTENCES: Readonly<Record<string, BehaviourChoice>> = {
  'never votes': { name: 'silent', options: { on: ['ack_commit', 'nack_commit'] } },
  'never acks the run': { name: 'silent', options: { on: ['ack_run', 'succeeded', 'failed'] } },
  'never ends its command': { name: 'silent', options: { on: ['succeeded', 'failed'] } },
  'runs real commands': 'exec',
  'run real commands': 'exec',
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
