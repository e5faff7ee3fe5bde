import { Then, When } from '@cucumber/cucumber';
import { CLIENT_COMMAND, WRITTEN } from '../../conformance/client/testbed/commands.ts';
import { expectSame, Unmet } from '../../conformance/client/testbed/unmet.ts';
import type { ClientWorld } from './client-world.ts';
import { listed } from './running-job.ts';
import {
  absentDirectory,
  CONTENT,
  directoryOfJob,
  LARGE_CONTENT,
  LARGE_SHOWN,
  quotedText,
  show,
  TEXT,
} from './shown-options.ts';

const FORBIDDEN_USER = 'no-such-user-here';

/** Modes as `ls` shows them. */
const OWNERS_ALONE = /^-r.{2}-{6}$/;
/** What the umask of a process leaves of a file that is made without a mode: others may read it, and not write it. */
const READ_BY_OTHERS = /^-rw-r[w-]-[r-]--$/;

When(
  'it is given a job that writes on both channels and has its output captured',
  async function (this: ClientWorld) {
    await this.run({ command: CLIENT_COMMAND.write, captureOutput: true });
  },
);

When(
  'it is given a job that writes on both channels and has no output captured',
  async function (this: ClientWorld) {
    await this.run({ command: CLIENT_COMMAND.write });
  },
);

When('it is given a job in a directory that is not there', async function (this: ClientWorld) {
  await this.run({ command: CLIENT_COMMAND.succeed, dir: absentDirectory(this.testbed) });
});

When('it is given a job as a user who is not there', async function (this: ClientWorld) {
  await this.run({ command: CLIENT_COMMAND.succeed, user: FORBIDDEN_USER });
});

When('it is given a job that shows an environment variable of its own', async function (this: ClientWorld) {
  this.remember({ shown: await show(this.testbed, { env: { CONFORM_TEXT: TEXT } }) });
});

When('it is given a job that shows its environment', async function (this: ClientWorld) {
  this.remember({ shown: await show(this.testbed, {}) });
});

When('it is given a job in a directory', async function (this: ClientWorld) {
  this.remember({ shown: await show(this.testbed, { dir: (await directoryOfJob(this.testbed)).asked }) });
});

When('it is given a job with a file as raw text', async function (this: ClientWorld) {
  this.remember({ shown: await show(this.testbed, { file: `raw:${CONTENT}` }) });
});

When('it is given a job with a file in base64', async function (this: ClientWorld) {
  const file = `base64:${Buffer.from(CONTENT).toString('base64')}`;
  this.remember({ shown: await show(this.testbed, { file }) });
});

When('it is given a job with a file of 100,000 bytes', async function (this: ClientWorld) {
  const file = `base64:${Buffer.from(LARGE_CONTENT).toString('base64')}`;
  await this.run({ command: CLIENT_COMMAND.measure, captureOutput: true, file });
});

Then(
  /^the server has what it wrote on (stdout|stderr)$/,
  async function (this: ClientWorld, channel: 'stdout' | 'stderr') {
    const output = await this.testbed.jobs.output(this.recall('job').id, channel);
    expectSame(channel, JSON.stringify(WRITTEN[channel]), quotedText(output));
  },
);

Then('the server has no output of it', async function (this: ClientWorld) {
  const output = await this.testbed.jobs.output(this.recall('job').id, 'stdout');
  if (output !== undefined) throw new Unmet('no output', quotedText(output));
});

Then('the command finds this variable', function (this: ClientWorld) {
  expectSame('the variable', TEXT, String(this.recall('shown').env));
});

Then('the command finds the id of its job in CHEF_PUSH_JOB_ID', function (this: ClientWorld) {
  const { id, job } = this.recall('shown');
  expectSame('CHEF_PUSH_JOB_ID', String(id), String(job));
});

Then('the command finds the name of its node in CHEF_PUSH_NODE_NAME', function (this: ClientWorld) {
  expectSame('CHEF_PUSH_NODE_NAME', this.testbed.node, String(this.recall('shown').node));
});

Then('the command runs in this directory', async function (this: ClientWorld) {
  const { real } = await directoryOfJob(this.testbed);
  expectSame('the directory', real, String(this.recall('shown').dir));
});

Then('the command finds its content in the file that CHEF_PUSH_JOB_FILE names', function (this: ClientWorld) {
  expectSame('the content of the file', JSON.stringify(CONTENT), quotedText(this.recall('shown').file));
});

Then('nobody but its owner may read the file', function (this: ClientWorld) {
  const { mode } = this.recall('shown');
  if (OWNERS_ALONE.test(String(mode))) return;
  if (!READ_BY_OTHERS.test(String(mode))) throw new Unmet('a file for its owner alone', String(mode));
  this.meet('world-readable-file', `the mode of the file: ${mode}`);
});

Then('the command finds all of this file', async function (this: ClientWorld) {
  const job = this.recall('job');
  const output = (await this.testbed.jobs.output(job.id, 'stdout')) ?? listed(job);
  expectSame('the length and the end of the file', LARGE_SHOWN, output.trim().replace(/\s+/g, ' '));
});
