import assert from 'node:assert/strict';
import { Given, When } from '@cucumber/cucumber';
import { pollUntil } from '../../conformance/target/poll.ts';
import type { Reply } from '../../protocol/client/reply.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import type { PrincipalKind } from '../../protocol/principal-kind.ts';
import { noAnswer } from '../quirks/groups-in-a-circle.ts';
import { SOME_CURVE_KEY } from '../requests/body-text.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

When(/^([a-z]+\d?) asks for the jobs$/, async function (this: ScenarioWorld, label: string) {
  this.answer = await this.principals.as(label).pushy('GET', 'jobs');
});

/** So long no answer, while others come at once, is never. */
const NEVER_MS = 3_000;
const ASK_ANOTHER_EVERY_MS = 50;
/** And so many times as long as the slowest of the others took. */
const NEVER_TIMES = 20;

When(
  /^([a-z]+\d?) asks for the jobs, and others are answered meanwhile$/,
  async function (this: ScenarioWorld, label: string) {
    const leaving = new AbortController();
    const path = this.admin.pushyPath('jobs');
    let answered: Reply | undefined;
    const asking = this.principals
      .as(label)
      .request('GET', path, { signal: leaving.signal })
      .then((reply) => {
        answered = reply;
      });
    const begunMs = performance.now();
    let slowestMs = 0;
    const askAnother = async (): Promise<boolean> => {
      const askedMs = performance.now();
      await this.admin.request('GET', '/pushy/_status', { signed: false });
      slowestMs = Math.max(slowestMs, performance.now() - askedMs);
      return performance.now() - begunMs > Math.max(NEVER_MS, NEVER_TIMES * slowestMs);
    };
    await pollUntil('an answer', askAnother, (isNever) => answered !== undefined || isNever, {
      everyMs: ASK_ANOTHER_EVERY_MS,
      patienceMs: this.patienceMs,
    });
    if (answered === undefined) {
      leaving.abort();
      await asking.catch(() => {
        // it was given up
      });
    }
    this.answer = answered ?? noAnswer(path);
  },
);

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
  world.principals.as(label).as({ org: world.neighbour.scope.org });

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
    this.answer = await this.neighbour.admin.as({ org: this.scope.org }).pushy('GET', 'jobs');
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
