import { Given, Then, When } from '@cucumber/cucumber';
import { CLIENT_COMMAND, FORBIDDEN } from '../../conformance/client/testbed/commands.ts';
import { framesOfServerMessage, unusedJobId } from '../../conformance/client/testbed/server-frames.ts';
import { expectSame } from '../../conformance/client/testbed/unmet.ts';
import type { ClientWorld } from './client-world.ts';
import { listed, runningJob, untilProcessGone } from './running-job.ts';

Given('the client runs a job that goes on', async function (this: ClientWorld) {
  this.remember({ running: await runningJob(this.testbed) });
});

When('it is given a job whose command ends with 0', async function (this: ClientWorld) {
  await this.run({ command: CLIENT_COMMAND.succeed });
});

When('it is given a job whose command ends with 3', async function (this: ClientWorld) {
  await this.run({ command: CLIENT_COMMAND.fail });
});

When('it is given a job that its whitelist does not have', async function (this: ClientWorld) {
  await this.run({ command: FORBIDDEN });
});

When('it is given another job meanwhile', async function (this: ClientWorld) {
  const { jobs } = this.testbed;
  const another = await jobs.start({ command: CLIENT_COMMAND.succeed });
  this.remember({ job: await jobs.end(another, this.recall('running').since) });
});

When('it is sent a run for a job that it does not know', function (this: ClientWorld) {
  const { testbed } = this;
  const jobId = unusedJobId();
  this.remember({ mark: testbed.watch.mark(), jobId });
  testbed.wire.send(testbed.org, testbed.node, framesOfServerMessage({ type: 'run', jobId }));
});

When('the server has it abort what it does', function (this: ClientWorld) {
  this.remember({ mark: this.testbed.watch.mark() });
  this.testbed.jobs.rehab();
});

Then('its first answer is {word}', function (this: ClientWorld, expected: string) {
  expectSame('the first answer', expected, this.recall('job').answers[0]?.type ?? 'nothing');
});

Then(/^it answers ((?:\w+, )*\w+)$/, function (this: ClientWorld, expected: string) {
  expectSame('answers', expected, listed(this.recall('job')));
});

Then(/^it answers the second job with (\w+)$/, function (this: ClientWorld, expected: string) {
  expectSame('answers to the second job', expected, listed(this.recall('job')));
});

Then(
  /^it has answered the first job with ((?:\w+, )*\w+), and with nothing else$/,
  function (this: ClientWorld, expected: string) {
    const { id, since } = this.recall('running');
    const said = this.testbed.jobs.answersTo(id, since).map(({ type }) => type);
    expectSame('answers to the first job', expected, said.join(', '));
  },
);

Then('its node has {word} in the job', function (this: ClientWorld, expected: string) {
  expectSame("the node's status", expected, String(this.recall('job').status));
});

Then('it answers this run with nack_run', async function (this: ClientWorld) {
  const jobId = this.recall('jobId');
  await this.testbed.watch.untilMessage(
    'nack_run',
    this.recall('mark'),
    (said) => said.type === 'nack_run' && said.jobId === jobId,
  );
});

Then('it says in a heartbeat that it is running this job', async function (this: ClientWorld) {
  const { id, since } = this.recall('running');
  await this.testbed.watch.untilMessage(
    `a heartbeat with job_state running and job_id ${id}`,
    since,
    (said) => said.type === 'heartbeat' && said.jobState === 'running' && said.jobId === id,
  );
});

Then('it sends an aborted that names this job', async function (this: ClientWorld) {
  const isAborted = ({ type }: { readonly type: string }): boolean => type === 'aborted';
  const { jobId } = await this.testbed.watch.untilMessage('aborted', this.recall('mark'), isAborted);
  expectSame('the job that aborted names', this.recall('running').id, String(jobId));
});

Then('the process of the command ends', async function (this: ClientWorld) {
  await untilProcessGone(this.testbed, this.recall('running').pid);
});

Then('it runs the next job', async function (this: ClientWorld) {
  const job = await this.testbed.jobs.run({ command: CLIENT_COMMAND.succeed });
  expectSame('answers to a job that follows', 'ack_commit, ack_run, succeeded', listed(job));
});
