import { Given, When } from '@cucumber/cucumber';
import { NODE_LIST } from '../world/node-list.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { AWAY_SENTENCES, BEHAVIOUR_SENTENCES, behaviourOf, CHANGE_SENTENCES } from './sentences.ts';

/** Cucumber knows this for the parameter type, and gives a list of labels. */
const NODES = NODE_LIST.source;

/** One of the sentences of a table, about some nodes. */
const sentence = (table: object, before = ''): RegExp =>
  new RegExp(`^(${NODES}) ${before}(${Object.keys(table).join('|')})$`);

Given(
  new RegExp(`^(${NODES}) (?:is|are) (healthy|busy|slow|fickle|failing|restless|erratic)$`),
  async function (this: ScenarioWorld, labels: readonly string[], behaviour: string) {
    await this.nodes.add(labels, behaviour);
  },
);

Given(
  sentence(BEHAVIOUR_SENTENCES),
  async function (this: ScenarioWorld, labels: readonly string[], words: string) {
    await this.nodes.add(labels, behaviourOf(BEHAVIOUR_SENTENCES, words, this.target.timings));
  },
);

Given(
  sentence(AWAY_SENTENCES),
  async function (this: ScenarioWorld, labels: readonly string[], words: string) {
    await this.nodes.addAway(labels, {
      behaviours: [behaviourOf(AWAY_SENTENCES, words, this.target.timings)],
    });
  },
);

Given(
  sentence(CHANGE_SENTENCES),
  async function (this: ScenarioWorld, labels: readonly string[], words: string) {
    for (const label of labels)
      await this.nodes.behaveToo(label, behaviourOf(CHANGE_SENTENCES, words, this.target.timings));
  },
);

const ONE_WAY = `(${Object.keys(BEHAVIOUR_SENTENCES).join('|')})`;

// behaviours compose in the order in which they are said

Given(
  new RegExp(`^(${NODES}) ${ONE_WAY}, and ${ONE_WAY}$`),
  async function (this: ScenarioWorld, labels: readonly string[], one: string, other: string) {
    await this.nodes.add(
      labels,
      behaviourOf(BEHAVIOUR_SENTENCES, one, this.target.timings),
      behaviourOf(BEHAVIOUR_SENTENCES, other, this.target.timings),
    );
  },
);

Given(
  sentence(BEHAVIOUR_SENTENCES, 'also '),
  async function (this: ScenarioWorld, labels: readonly string[], words: string) {
    for (const label of labels)
      await this.nodes.behaveToo(label, behaviourOf(BEHAVIOUR_SENTENCES, words, this.target.timings));
  },
);

Given(
  new RegExp(`^(${NODES}) is confused: (\\w+)$`),
  async function (this: ScenarioWorld, labels: readonly string[], does: string) {
    await this.nodes.add(labels, { name: 'confused', options: { does } });
  },
);

Given(
  new RegExp(`^(${NODES}) is busy, and confused: (\\w+)$`),
  async function (this: ScenarioWorld, labels: readonly string[], does: string) {
    await this.nodes.add(labels, 'busy', { name: 'confused', options: { does } });
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
