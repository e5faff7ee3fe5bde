import assert from 'node:assert/strict';
import { Given } from '@cucumber/cucumber';
import { associateUser, createClient } from '../../protocol/client/api.ts';
import type { PrincipalKind } from '../../protocol/principal-kind.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

Given('{word} is a user of the organisation', async function (this: ScenarioWorld, label: string) {
  await this.principals.addUser(label, { associated: true });
});

Given('{word} is a user of no organisation', async function (this: ScenarioWorld, label: string) {
  await this.principals.addUser(label, { associated: false });
});

Given('{word} is a user of the other organisation, too', async function (this: ScenarioWorld, label: string) {
  const superuser = this.principals.as('pivotal').as({ org: this.neighbour.scope.org });
  await associateUser(superuser, this.principals.memberOf(label).name);
});

Given('{word} is a client of the organisation', async function (this: ScenarioWorld, label: string) {
  await this.principals.addClient(label);
});

Given('{word} is a validator of the organisation', async function (this: ScenarioWorld, label: string) {
  await this.principals.addClient(label, { validator: true });
});

Given(
  '{word} is a client of the other organisation, too',
  async function (this: ScenarioWorld, label: string) {
    const superuser = this.principals.as('pivotal').as({ org: this.neighbour.scope.org });
    await createClient(superuser, {
      name: this.principals.memberOf(label, 'client').name,
      publicKey: this.principals.publicKeyOf(label),
    });
  },
);

Given('a user and a client share the name {word}', async function (this: ScenarioWorld, label: string) {
  await this.principals.addSharedName(label);
});

Given(
  'a client and a user of no organisation share the name {word}',
  async function (this: ScenarioWorld, label: string) {
    await this.principals.addSharedName(label, false);
  },
);

Given(
  /^(\w+) is to become a (user|client)$/,
  function (this: ScenarioWorld, label: string, kind: PrincipalKind) {
    this.principals.expect(label, kind);
  },
);

Given('{word} has another key', function (this: ScenarioWorld, label: string) {
  this.principals.changeKey(label);
});

Given(/^(\w+) has the (first|new) key$/, function (this: ScenarioWorld, label: string, which: string) {
  if (which === 'first') this.principals.takeBackKey(label);
  else this.principals.changeKey(label);
});

Given('{word} has the key that was answered', function (this: ScenarioWorld, label: string) {
  const { private_key: key } = this.answer.json() as { readonly private_key?: string };
  assert.ok(key !== undefined, this.answer.text);
  this.principals.takeKey(label, key);
});

Given(
  'the group {word} has {word} in it',
  async function (this: ScenarioWorld, group: string, label: string) {
    await this.principals.join(group, label === 'nobody' ? undefined : this.principals.memberOf(label));
  },
);

Given(
  /^the group (\w+) has (\w+) in it as a (user|client)$/,
  async function (this: ScenarioWorld, group: string, label: string, kind: PrincipalKind) {
    await this.principals.join(group, this.principals.memberOf(label, kind));
  },
);

Given(
  'the group {word} has the group {word} in it',
  async function (this: ScenarioWorld, group: string, inner: string) {
    await this.principals.ensureGroup(inner);
    await this.principals.join(group, { kind: 'group', name: inner });
  },
);
