import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { After, Given, Then, When } from '@cucumber/cucumber';
import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { untilBegun } from './until-begun.ts';

/** The folder of a scenario with the pipe from which its commands read their sign. */
const folders = new WeakMap<ScenarioWorld, string>();

/** Signs that are given at once: more than there are commands that wait for one. */
const SIGNS = 1_000;

/** A command that ends when the scenario says so. */
When(
  'a job that waits for a sign is started on {nodes}',
  async function (this: ScenarioWorld, labels: readonly string[]) {
    await startWaiting(this, labels);
  },
);

Given('a command runs on all of them until a sign is given', async function (this: ScenarioWorld) {
  await startWaiting(this, this.nodes.labels);
  await untilBegun(this, this.nodes.labels);
});

async function startWaiting(world: ScenarioWorld, labels: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'push-harness-sign-'));
  folders.set(world, folder);
  const pipe = join(folder, 'pipe');
  await promisify(execFile)('mkfifo', [pipe]);
  await world.startJob({ command: `read sign < ${pipe}`, nodes: world.nodes.namesOf(labels) });
}

When('a second job is started on {nodes}', async function (this: ScenarioWorld, labels: readonly string[]) {
  await this.startJob({ command: 'true', nodes: this.nodes.namesOf(labels) });
});

Then('the first job ends as {jobStatus}', async function (this: ScenarioWorld, status: string) {
  const [first] = this.jobs;
  const isEnd = ({ event }: FeedEvent): boolean => event === 'job_complete';
  const end = await first?.feed.until('job_complete', isEnd, this.patienceMs);
  assert.equal(end?.data.status, status);
});

/** The end of a pipe that signs are written to; open as long as somebody may come and read. */
const signs = new WeakMap<ScenarioWorld, FileHandle>();

When('the sign is given', async function (this: ScenarioWorld) {
  // for reading and writing, so that it waits for no reader
  const pipe = await open(join(folders.get(this) ?? '', 'pipe'), 'r+');
  signs.set(this, pipe);
  await pipe.write('\n'.repeat(SIGNS));
});

After(async function (this: ScenarioWorld) {
  await signs.get(this)?.close();
  const folder = folders.get(this);
  if (folder !== undefined) await rm(folder, { recursive: true });
});
