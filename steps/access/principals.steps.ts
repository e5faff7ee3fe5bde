import { Given } from '@cucumber/cucumber';
import type { ScenarioWorld } from '../world/scenario-world.ts';

Given('{word} is a user of the organisation', async function (this: ScenarioWorld, label: string) {
  await this.principals.addUser(label, { associated: true });
});

Given('{word} is a user of no organisation', async function (this: ScenarioWorld, label: string) {
  await this.principals.addUser(label, { associated: false });
});

Given('{word} is a client of the organisation', async function (this: ScenarioWorld, label: string) {
  await this.principals.addClient(label);
});

Given('a user and a client share the name {word}', async function (this: ScenarioWorld, label: string) {
  await this.principals.addSharedName(label);
});

Given('the group {word} has nobody in it', async function (this: ScenarioWorld, group: string) {
  await this.principals.join(group);
});

Given(
  'the group {word} has {word} in it',
  async function (this: ScenarioWorld, group: string, label: string) {
    await this.principals.join(group, this.principals.memberOf(label));
  },
);

Given(
  'the group {word} has the group {word} in it',
  async function (this: ScenarioWorld, group: string, inner: string) {
    await this.principals.ensureGroup(inner);
    await this.principals.join(group, { kind: 'group', name: inner });
  },
);
