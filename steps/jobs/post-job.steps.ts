import { Given, When } from '@cucumber/cucumber';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { expectJobEnd } from './job-end.ts';

/** A node that does not exist, so that what is accepted ends at once. */
const nodesOf = (world: ScenarioWorld): readonly string[] => [world.nodes.nameOf('ghost')];

async function post(world: ScenarioWorld, text: string): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  world.answer = await world.admin.pushy('POST', 'jobs', { rawBody: text, headers });
}

/** The JSON text of a job in which one key has another value, or none; written by hand so that any text may stand. */
function jobText(world: ScenarioWorld, key: string, value: string): string {
  const fields = new Map([
    ['command', '"true"'],
    ['nodes', JSON.stringify(nodesOf(world))],
  ]);
  if (value === 'missing') fields.delete(key);
  else fields.set(key, value);
  return `{${[...fields].map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(',')}}`;
}

When(
  /^admin posts a job whose "(\w+)" is (.*)$/,
  async function (this: ScenarioWorld, key: string, value: string) {
    await post(this, jobText(this, key, value));
  },
);

When('admin posts the text {string} as a job', async function (this: ScenarioWorld, text: string) {
  await post(this, text);
});

When('admin posts a job declared as {string}', async function (this: ScenarioWorld, type: string) {
  const rawBody = JSON.stringify({ command: 'true', nodes: nodesOf(this) });
  this.answer = await this.admin.pushy('POST', 'jobs', { rawBody, headers: { 'Content-Type': type } });
});

When('admin posts a job accepting {string}', async function (this: ScenarioWorld, accept: string) {
  const body = { command: 'true', nodes: nodesOf(this) };
  this.answer = await this.admin.pushy('POST', 'jobs', { body, headers: { Accept: accept } });
});

When('admin posts a job that is not declared as anything', async function (this: ScenarioWorld) {
  const rawBody = JSON.stringify({ command: 'true', nodes: nodesOf(this) });
  this.answer = await this.admin.pushy('POST', 'jobs', { rawBody, headers: { 'Content-Type': undefined } });
});

When('admin posts a job whose command has bytes that are no UTF-8', async function (this: ScenarioWorld) {
  const rawBody = Buffer.from(jobText(this, 'command', '"\xff"'), 'latin1');
  this.answer = await this.admin.pushy('POST', 'jobs', {
    rawBody,
    headers: { 'Content-Type': 'application/json' },
  });
});

When(
  'a job of {int} bytes is posted without a signature',
  async function (this: ScenarioWorld, bytes: number) {
    this.answer = await this.admin.pushy('POST', 'jobs', { rawBody: ' '.repeat(bytes), signed: false });
  },
);

When(
  '{int} bytes are put to the jobs without a signature',
  async function (this: ScenarioWorld, bytes: number) {
    this.answer = await this.admin.pushy('PUT', 'jobs', { rawBody: ' '.repeat(bytes), signed: false });
  },
);

When('admin posts a job of {int} bytes', async function (this: ScenarioWorld, bytes: number) {
  await post(this, JSON.stringify({ command: 'true', nodes: nodesOf(this) }).padEnd(bytes));
});

When(
  /^admin posts a job with a (raw|base64) file of (\d+) bytes$/,
  async function (this: ScenarioWorld, encoding: 'raw' | 'base64', bytes: string) {
    const content = Buffer.alloc(Number(bytes), 'x').toString(encoding === 'raw' ? 'utf8' : 'base64');
    await post(this, jobText(this, 'file', JSON.stringify(`${encoding}:${content}`)));
  },
);

When(
  'admin posts a job with a raw file of {int} letters of two bytes',
  async function (this: ScenarioWorld, letters: number) {
    await post(this, jobText(this, 'file', JSON.stringify(`raw:${'ü'.repeat(letters)}`)));
  },
);

Given('a job of the past', async function (this: ScenarioWorld) {
  await this.nodes.add(['web1'], 'exec');
  await this.startJob({ command: 'echo out', nodes: this.nodes.names, captureOutput: true });
  await expectJobEnd(this, 'complete');
});
