import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { After, Then, When } from '@cucumber/cucumber';
import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** The folder in which the command of a scenario looks for its sign. */
const folders = new WeakMap<ScenarioWorld, string>();

/** A command that ends when the scenario says so. */
When(
  'a job that waits for a sign is started on {nodes}',
  async function (this: ScenarioWorld, labels: readonly string[]) {
    const folder = await mkdtemp(join(tmpdir(), 'push-harness-sign-'));
    folders.set(this, folder);
    const command = `until [ -e ${join(folder, 'sign')} ]; do sleep 0.02; done`;
    await this.startJob({ command, nodes: this.nodes.namesOf(labels) });
  },
);

When('a second job is started on {nodes}', async function (this: ScenarioWorld, labels: readonly string[]) {
  await this.startJob({ command: 'true', nodes: this.nodes.namesOf(labels) });
});

Then('the first job ends as {jobStatus}', async function (this: ScenarioWorld, status: string) {
  const [first] = this.jobs;
  const isEnd = ({ event }: FeedEvent): boolean => event === 'job_complete';
  const end = await first?.feed.until('job_complete', isEnd, this.patienceMs);
  assert.equal(end?.data.status, status);
});

When('the sign is given', async function (this: ScenarioWorld) {
  await writeFile(join(folders.get(this) ?? '', 'sign'), '');
});

After(async function (this: ScenarioWorld) {
  const folder = folders.get(this);
  if (folder !== undefined) await rm(folder, { recursive: true });
});
