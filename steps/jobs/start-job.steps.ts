import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { ask } from '../../protocol/client/api.ts';
import { untilDealtWith } from '../nodes/by-hand.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { expectJobEnd } from './job-end.ts';

/** What runs when a scenario does not say: scripted nodes succeed with it, and it is on every machine. */
const ANY_COMMAND = 'true';

async function start(world: ScenarioWorld, nodes: readonly string[], settings: object = {}): Promise<void> {
  // what was said before the job is started has come before it too
  await untilDealtWith(world, undefined);
  await world.startJob({ command: ANY_COMMAND, nodes, ...settings });
}

When('a job is started on them/it', async function (this: ScenarioWorld) {
  await start(this, this.nodes.names);
});

When('a job is started on {nodes}', async function (this: ScenarioWorld, labels: readonly string[]) {
  await start(this, this.nodes.namesOf(labels));
});

When('a job with quorum {int} is started on them/it', async function (this: ScenarioWorld, quorum: number) {
  await start(this, this.nodes.names, { quorum });
});

When(
  'a job with quorum {int} is started on {nodes}',
  async function (this: ScenarioWorld, quorum: number, labels: readonly string[]) {
    await start(this, this.nodes.namesOf(labels), { quorum });
  },
);

When(
  'a job with a run timeout of {int} second(s) is started on them/it',
  async function (this: ScenarioWorld, runTimeoutSeconds: number) {
    await start(this, this.nodes.names, { runTimeoutSeconds });
  },
);

When(
  'a job with a run timeout of {int} second(s) is started on {nodes}',
  async function (this: ScenarioWorld, runTimeoutSeconds: number, labels: readonly string[]) {
    await start(this, this.nodes.namesOf(labels), { runTimeoutSeconds });
  },
);

Given(
  'a job with a run timeout of {int} second(s) on them has ended as {jobStatus}',
  async function (this: ScenarioWorld, runTimeoutSeconds: number, status: string) {
    await start(this, this.nodes.names, { runTimeoutSeconds });
    await expectJobEnd(this, status);
  },
);

When('the job {command} is started on them/it', async function (this: ScenarioWorld, command: string) {
  await start(this, this.nodes.names, { command: this.fill(command) });
});

When(
  'the job {command} with a run timeout of {int} second(s) is started on them/it',
  async function (this: ScenarioWorld, command: string, runTimeoutSeconds: number) {
    await start(this, this.nodes.names, { command: this.fill(command), runTimeoutSeconds });
  },
);

When(
  'the job {command} with a run timeout of {int} second(s) is started on {nodes}',
  async function (
    this: ScenarioWorld,
    command: string,
    runTimeoutSeconds: number,
    labels: readonly string[],
  ) {
    await start(this, this.nodes.namesOf(labels), { command: this.fill(command), runTimeoutSeconds });
  },
);

When(
  'the job {command} is started on {nodes}',
  async function (this: ScenarioWorld, command: string, labels: readonly string[]) {
    await start(this, this.nodes.namesOf(labels), { command: this.fill(command) });
  },
);

When(
  'the job {command} is started on {nodes} with its output captured',
  async function (this: ScenarioWorld, command: string, labels: readonly string[]) {
    await start(this, this.nodes.namesOf(labels), { command: this.fill(command), captureOutput: true });
  },
);

/** @param text the job in JSON, but for its nodes */
async function startAsSaid(world: ScenarioWorld, labels: readonly string[], text: string): Promise<void> {
  const body = { ...(JSON.parse(text) as object), nodes: world.nodes.namesOf(labels) };
  const reply = await ask(world.admin, 'POST', world.admin.pushyPath('jobs'), { body });
  world.watch(String((reply.json() as { uri: string }).uri.split('/').at(-1)));
}

When(
  'this job is started on {nodes}:',
  async function (this: ScenarioWorld, labels: readonly string[], text: string) {
    await startAsSaid(this, labels, text);
  },
);

Given(
  'this job has ended on {nodes} as {jobStatus}:',
  async function (this: ScenarioWorld, labels: readonly string[], status: string, text: string) {
    await startAsSaid(this, labels, text);
    await expectJobEnd(this, status);
  },
);

Then('the jobs have different ids', function (this: ScenarioWorld) {
  const ids = this.jobs.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, ids.join(', '));
});

Given('a job on them has ended as {jobStatus}', async function (this: ScenarioWorld, status: string) {
  await start(this, this.nodes.names);
  await expectJobEnd(this, status);
});
