import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { pollUntil } from '../../conformance/target/poll.ts';
import { acceptedJobStatuses } from '../../conformance/target/shown-status.ts';
import { serverStatus, startJob } from '../../protocol/client/api.ts';
import { readJobFeed } from '../../protocol/client/feed-reader.ts';
import { expectJobEnd } from '../jobs/job-end.ts';
import { shownWhenStored } from '../jobs/shown-when-stored.ts';
import { sayAndSee, startVoting } from '../nodes/by-hand.ts';
import type { NodeAnswer } from '../world/node-answers.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { jobOf } from './told.ts';

/** Often enough that nothing else is late, seldom enough to leave the machine alone. */
const LOOK_EVERY_MS = 25;

/** Nodes that answer by hand vote, start and succeed one after the other. */
async function runByHand(world: ScenarioWorld, labels: readonly string[]): Promise<void> {
  await startVoting(world, labels);
  for (const label of labels) await sayAndSee(world, label, 'ack_commit', 'quorum_vote');
  for (const label of labels) await sayAndSee(world, label, 'ack_run', 'run_start');
  for (const label of labels) await sayAndSee(world, label, 'succeeded', 'run_complete');
  await expectJobEnd(world, 'complete');
}

async function isInMemory(world: ScenarioWorld): Promise<boolean> {
  return (await serverStatus(world.admin)).jobIds.includes(world.job.id);
}

Given('a job on {nodes} has run', async function (this: ScenarioWorld, labels: readonly string[]) {
  await runByHand(this, labels);
});

Given(
  'a job on {nodes} has ended as {jobStatus}',
  async function (this: ScenarioWorld, labels: readonly string[], status: string) {
    await this.startJob({ command: 'true', nodes: this.nodes.namesOf(labels) });
    await expectJobEnd(this, status);
  },
);

Given(
  'a job with a run timeout of {int} second(s) is voting on {nodes}',
  async function (this: ScenarioWorld, runTimeoutSeconds: number, labels: readonly string[]) {
    await startVoting(this, labels, { runTimeoutSeconds });
  },
);

Given('{word} succeeds in {word}', async function (this: ScenarioWorld, label: string, name: string) {
  const job = jobOf(this, name);
  this.nodes.answers.say(label, 'succeeded', job);
  await job.feed.until('its end', (event) => event.event === 'job_complete', this.patienceMs);
});

Given('the job has ended as {jobStatus}', async function (this: ScenarioWorld, status: string) {
  await expectJobEnd(this, status);
});

Given('the job is no longer in memory', async function (this: ScenarioWorld) {
  await pollUntil(
    'that the job has left memory',
    () => isInMemory(this),
    (isThere) => !isThere,
    { everyMs: LOOK_EVERY_MS, patienceMs: this.patienceMs },
  );
});

When(
  /^(\w+) says (ack_commit|nack_commit|ack_run|nack_run|succeeded|failed|aborted) in (job\d+)$/,
  function (this: ScenarioWorld, label: string, answer: NodeAnswer, job: string) {
    this.nodes.answers.say(label, answer, jobOf(this, job));
  },
);

Given('another organisation', async function (this: ScenarioWorld) {
  await this.openNeighbour();
});

/** Read to its end, so that it is over when the next step begins. */
Given('a job in the other organisation has ended', async function (this: ScenarioWorld) {
  const { admin, scope } = this.neighbour;
  const id = await startJob(admin, { command: 'true', nodes: [scope.nodeName('ghost')] });
  for await (const event of readJobFeed(admin, id)) if (event.event === 'job_complete') break;
});

Then('the job is shown as {jobStatus}', async function (this: ScenarioWorld, status: string) {
  const accepted = acceptedJobStatuses(this.target.dialect, status);
  const shown = await shownWhenStored(this, this.job, (now) => accepted.includes(now.status));
  assert.ok(accepted.includes(shown.status), `it is ${shown.status}, not ${accepted.join(' or ')}`);
});
