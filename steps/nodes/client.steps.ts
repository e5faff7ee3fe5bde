import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { After, type DataTable, Given, Then, When } from '@cucumber/cucumber';
import type { WhitelistRule } from '../../simulator/commands/whitelist.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

const HOUR_SECONDS = 3_600;

/** What scenarios have on this machine, to be taken away after them. */
interface OnMachine {
  readonly folder: string;
  holder?: ChildProcess;
}

const machines = new WeakMap<ScenarioWorld, OnMachine>();

async function machineOf(world: ScenarioWorld): Promise<OnMachine> {
  const known = machines.get(world);
  if (known !== undefined) return known;
  const made = { folder: await mkdtemp(join(tmpdir(), 'push-harness-node-')) };
  machines.set(world, made);
  return made;
}

const lockFile = ({ folder }: OnMachine): string => join(folder, 'lock');

/** `/…/` is a pattern, anything else the command itself. */
function rule({ match = '', run }: Readonly<Record<string, string>>): WhitelistRule {
  const pattern = /^\/(.*)\/$/.exec(match)?.[1];
  return { match: pattern === undefined ? match : new RegExp(pattern), ...(run && { run }) };
}

Given(
  '{word} runs only what its whitelist allows:',
  async function (this: ScenarioWorld, label: string, table: DataTable) {
    await this.nodes.addAway([label], { behaviours: ['exec'], whitelist: table.hashes().map(rule) });
    await this.nodes.untilAvailable([label]);
  },
);

Given('{word} runs nothing while a lock is held', async function (this: ScenarioWorld, label: string) {
  const lock = lockFile(await machineOf(this));
  await writeFile(lock, '');
  await this.nodes.addAway([label], { behaviours: ['exec'], whitelist: [{ match: /./, lock }] });
  await this.nodes.untilAvailable([label]);
});

When('another process takes the lock', async function (this: ScenarioWorld) {
  const machine = await machineOf(this);
  machine.holder = spawn('flock', [lockFile(machine), 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { stdout } = machine.holder;
  if (stdout !== null) await once(stdout, 'data');
});

async function release(machine: OnMachine): Promise<void> {
  const { holder } = machine;
  if (holder === undefined || holder.exitCode !== null) return;
  const ended = once(holder, 'exit');
  // its input ends, and with it what holds the lock
  holder.stdin?.end();
  await ended;
}

When('it lets go of the lock', async function (this: ScenarioWorld) {
  await release(await machineOf(this));
});

Given('nodes let jobs set {word} and no other variable', function (this: ScenarioWorld, name: string) {
  this.nodes.runCommandsWith({ overwritableEnv: [name] });
});

Given(
  'nodes keep the files of jobs in a folder with these in it:',
  async function (this: ScenarioWorld, table: DataTable) {
    const { folder } = await machineOf(this);
    for (const { file = '', 'age in hours': age } of table.hashes()) {
      const path = join(folder, file);
      await writeFile(path, '');
      const seconds = Date.now() / 1_000 - Number(age) * HOUR_SECONDS;
      await utimes(path, seconds, seconds);
    }
    this.nodes.runCommandsWith({ fileDirectory: folder });
  },
);

Then(
  'the folder has {string} and {string} in it, and one more',
  async function (this: ScenarioWorld, one: string, other: string) {
    const { folder } = await machineOf(this);
    const files = await readdir(folder);
    assert.equal(files.length, 3, files.join(', '));
    for (const file of [one, other]) assert.ok(files.includes(file), files.join(', '));
    assert.ok(
      files.some((file) => file.startsWith('pushy_file') && file !== one),
      files.join(', '),
    );
  },
);

After(async function (this: ScenarioWorld) {
  const machine = machines.get(this);
  if (machine === undefined) return;
  await release(machine);
  await rm(machine.folder, { recursive: true });
});
