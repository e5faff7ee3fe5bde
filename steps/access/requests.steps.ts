import assert from 'node:assert/strict';
import { Given, When } from '@cucumber/cucumber';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { SOME_CURVE_KEY } from '../requests/body-text.ts';
import type { PrincipalKind } from '../world/scenario-principals.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

When(/^([a-z]+\d?) asks for the jobs$/, async function (this: ScenarioWorld, label: string) {
  this.answer = await this.principals.as(label).pushy('GET', 'jobs');
});

When(
  /^([a-z]+\d?) asks for the jobs as a (user|client)$/,
  async function (this: ScenarioWorld, label: string, kind: PrincipalKind) {
    this.answer = await this.principals.as(label, kind).pushy('GET', 'jobs');
  },
);

When('somebody unknown asks for the jobs', async function (this: ScenarioWorld) {
  this.answer = await this.principals.asStranger().pushy('GET', 'jobs');
});

Given('{word} has asked for the jobs in vain', async function (this: ScenarioWorld, label: string) {
  const { status } = await this.principals.as(label).pushy('GET', 'jobs');
  assert.equal(status, 403);
});

When(/^([a-z]+\d?) starts a job$/, async function (this: ScenarioWorld, label: string) {
  const body = { command: 'true', nodes: [this.nodes.nameOf('ghost')] };
  this.answer = await this.principals.as(label).pushy('POST', 'jobs', { body });
});

When(
  '{word} asks for the jobs of an organisation that does not exist',
  async function (this: ScenarioWorld, label: string) {
    const client = this.principals.as(label);
    this.answer = await client.request('GET', '/organizations/no-such-organisation/pushy/jobs');
  },
);

const inOther = (world: ScenarioWorld, label: string): RestClient =>
  world.principals.as(label).as({ org: world.neighbour.place.org });

When(
  '{word} asks for the jobs of the other organisation',
  async function (this: ScenarioWorld, label: string) {
    this.answer = await inOther(this, label).pushy('GET', 'jobs');
  },
);

When(
  '{word} asks for the job in the other organisation',
  async function (this: ScenarioWorld, label: string) {
    this.answer = await inOther(this, label).pushy('GET', `jobs/${this.job.id}`);
  },
);

When(
  'the admin of the other organisation asks for the jobs of this one',
  async function (this: ScenarioWorld) {
    this.answer = await this.neighbour.admin.as({ org: this.place.org }).pushy('GET', 'jobs');
  },
);

async function askConfiguration(world: ScenarioWorld, client: RestClient, node: string): Promise<void> {
  const name = world.principals.nameOf(node) ?? world.nodes.nameOf(node);
  const query = `ccpk=${encodeURIComponent(SOME_CURVE_KEY)}&version=2.0`;
  world.answer = await client.pushy('GET', `config/${name}?${query}`);
}

When(
  /^(\w+) asks for the configuration of (\w+)$/,
  async function (this: ScenarioWorld, label: string, node: string) {
    await askConfiguration(this, this.principals.as(label), node);
  },
);

When(
  /^(\w+) asks for the configuration of (\w+) as a (user|client)$/,
  async function (this: ScenarioWorld, label: string, node: string, kind: PrincipalKind) {
    await askConfiguration(this, this.principals.as(label, kind), node);
  },
);
