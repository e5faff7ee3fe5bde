import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { After, When } from '@cucumber/cucumber';
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

When('the sign is given', async function (this: ScenarioWorld) {
  await writeFile(join(folders.get(this) ?? '', 'sign'), '');
});

After(async function (this: ScenarioWorld) {
  const folder = folders.get(this);
  if (folder !== undefined) await rm(folder, { recursive: true });
});
