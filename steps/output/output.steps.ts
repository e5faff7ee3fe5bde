import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import { output } from '../../protocol/client/api.ts';
import { jobOf } from '../feeds/told.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { unescaped } from './escapes.ts';
import { isLostForNul } from './lost-for-nul.ts';
import { fillingOf } from './run-with-output.steps.ts';
import type { OutputStream } from './run-with-output.ts';

const BYTES = { Accept: 'application/octet-stream' };

async function expectOutput(
  world: ScenarioWorld,
  channel: OutputStream,
  label: string,
  text: string,
  job = world.job,
): Promise<void> {
  const bytes = await output(world.admin, job.id, world.nodes.nameOf(label), channel);
  if (bytes === undefined && (await isLostForNul(world, job, label, channel, text))) return;
  assert.ok(bytes !== undefined, `no ${channel} of ${label} was stored`);
  const wanted = Buffer.from(text, 'utf8');
  assert.ok(bytes.equals(wanted), `${channel} of ${label}: wanted ${shown(wanted)}, seen ${shown(bytes)}`);
}

async function expectNone(world: ScenarioWorld, channel: OutputStream, label: string): Promise<void> {
  const bytes = await output(world.admin, world.job.id, world.nodes.nameOf(label), channel);
  assert.equal(bytes && shown(bytes), undefined, `${channel} of ${label}`);
}

function shown(bytes: Buffer): string {
  return `${bytes.length} bytes: ${bytes.subarray(0, 200).toString('hex')}`;
}

Then(
  /^the (stdout|stderr) of ([\w-]+) is "(.*)"$/s,
  async function (this: ScenarioWorld, channel: OutputStream, label: string, text: string) {
    await expectOutput(this, channel, label, unescaped(this.fill(text)));
  },
);

Then(
  /^the (stdout|stderr) of ([\w-]+) for (job\d+) is "(.*)"$/s,
  async function (this: ScenarioWorld, channel: OutputStream, label: string, job: string, text: string) {
    await expectOutput(this, channel, label, unescaped(this.fill(text)), jobOf(this, job));
  },
);

Then(
  /^the (stdout|stderr) of ([\w-]+) is (\d+) times "(.*)"$/,
  async function (this: ScenarioWorld, channel: OutputStream, label: string, times: string, text: string) {
    await expectOutput(this, channel, label, text.repeat(Number(times)));
  },
);

Then(
  /^there is no (stdout|stderr) of ([\w-]+)$/,
  async function (this: ScenarioWorld, channel: OutputStream, label: string) {
    await expectNone(this, channel, label);
  },
);

Then('the output of {nodes} is all there', async function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) {
    await expectOutput(this, 'stdout', label, fillingOf(this));
    await expectOutput(this, 'stderr', label, '');
  }
});

Then('the output of {nodes} is not there', async function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) {
    await expectNone(this, 'stdout', label);
    await expectNone(this, 'stderr', label);
  }
});

When("the other organisation's admin asks for {string}", async function (this: ScenarioWorld, path: string) {
  this.answer = await this.neighbour.admin.pushy('GET', this.fill(path), { headers: BYTES });
});

When(/^(rebecca) asks for "(.*)"$/, async function (this: ScenarioWorld, label: string, path: string) {
  this.answer = await this.principals.as(label).pushy('GET', this.fill(path), { headers: BYTES });
});
