import assert from 'node:assert/strict';
import { After, Given, Then, When } from '@cucumber/cucumber';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { CommandLine, type CommandLineResult } from './command-line.ts';
import { shownWhenStored } from './shown-when-stored.ts';

const lines = new WeakMap<ScenarioWorld, Promise<CommandLine>>();
const last = new WeakMap<ScenarioWorld, CommandLineResult>();

function lineOf(world: ScenarioWorld): Promise<CommandLine> {
  const line = lines.get(world) ?? CommandLine.open(world);
  lines.set(world, line);
  return line;
}

Given(
  'there is a file {string} with the text {string}',
  async function (this: ScenarioWorld, name: string, text: string) {
    await (await lineOf(this)).write(name, text);
  },
);

/** The job that is started there is the scenario's. */
When('somebody types:', async function (this: ScenarioWorld, text: string) {
  const ran = await (await lineOf(this)).type(this.fill(text));
  last.set(this, ran);
  const id = /^Started\. {2}Job ID: (\S+)$/m.exec(ran.stdout)?.[1];
  if (id === undefined) throw new Error(`no job was started: ${ran.stdout}${ran.stderr}`);
  this.watch(id);
});

Then(
  'the command line exits with {int}, and the job is {jobStatus}',
  async function (this: ScenarioWorld, code: number, status: string) {
    const ran = last.get(this);
    assert.equal(ran?.code, code, `${ran?.stdout}${ran?.stderr}`);
    // the command line has followed it to its end: by now its feed may be no more than a summary
    assert.equal((await shownWhenStored(this, this.job, (job) => job.status === status)).status, status);
  },
);

Then(
  /^push-harness job output prints of the (stdout|stderr) of (\w+):$/,
  async function (this: ScenarioWorld, channel: string, label: string, text: string) {
    const node = this.nodes.nameOf(label);
    const line = await lineOf(this);
    const { code, stdout, stderr } = await line.type(
      `push-harness job output ${this.job.id} ${node} --channel ${channel}`,
    );
    assert.equal(code, 0, stderr);
    assert.equal(stdout.trimEnd(), this.fill(text));
  },
);

After(async function (this: ScenarioWorld) {
  await (await lines.get(this))?.close();
});
