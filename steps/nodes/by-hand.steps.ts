import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { noteCrashByStranger } from '../jobs/crashed-by-stranger.ts';
import { expectJobEnd } from '../jobs/job-end.ts';
import { isRehabAfterLost } from '../quirks/of-feeds.ts';
import type { NodeAnswer } from '../world/node-answers.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { isFence, sayAndSee, seeDown, startRunning, startVoting, untilDealtWith } from './by-hand.ts';
import { sayOfJobAndBeAborted } from './sent-to-rehab.ts';

Given('{nodes} answer(s) by hand', async function (this: ScenarioWorld, labels: readonly string[]) {
  await this.nodes.addByHand(labels);
});

Given(
  'a job with quorum {int} is voting on {nodes}',
  async function (this: ScenarioWorld, quorum: number, labels: readonly string[]) {
    await startVoting(this, labels, { quorum });
  },
);

Given('a job is running on {nodes}', async function (this: ScenarioWorld, labels: readonly string[]) {
  await startRunning(this, labels);
});

Given(
  'a job with a run timeout of {int} second(s) is running on {nodes}',
  async function (this: ScenarioWorld, runTimeoutSeconds: number, labels: readonly string[]) {
    await startRunning(this, labels, { runTimeoutSeconds });
  },
);

Given(
  'a job that was given no time to run has timed out on {nodes}',
  async function (this: ScenarioWorld, labels: readonly string[]) {
    await startRunning(this, labels, { runTimeoutSeconds: 0 });
    await expectJobEnd(this, 'timed_out');
  },
);

Given('{nodes} has/have voted yes', async function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) await sayAndSee(this, label, 'ack_commit', 'quorum_vote');
});

Given('{nodes} has/have voted no', async function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) await sayAndSee(this, label, 'nack_commit', 'quorum_vote');
});

Given(
  '{nodes} has/have started the command',
  async function (this: ScenarioWorld, labels: readonly string[]) {
    for (const label of labels) await sayAndSee(this, label, 'ack_run', 'run_start');
  },
);

Given('{nodes} has/have succeeded', async function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) await sayAndSee(this, label, 'succeeded', 'run_complete');
});

Given('{nodes} has/have failed', async function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) await sayAndSee(this, label, 'failed', 'run_complete');
});

When(
  /^(\w+) says (ack_commit|nack_commit|ack_run|nack_run|succeeded|failed|aborted)$/,
  async function (this: ScenarioWorld, label: string, answer: NodeAnswer) {
    await untilDealtWith(this, label);
    this.nodes.answers.say(label, answer, this.job);
  },
);

When('{nodes} goes down', async function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) {
    this.nodes.node(label).crash();
    await seeDown(this, label);
  }
});

Given(
  '{nodes} stands still and counts as down',
  async function (this: ScenarioWorld, labels: readonly string[]) {
    for (const label of labels) {
      this.nodes.node(label).freeze();
      await seeDown(this, label);
    }
  },
);

Given('the job has missed {nodes}', async function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) await seeDown(this, label);
});

When(
  /^(\w+) says (\w+) and is told to abort for it$/,
  async function (this: ScenarioWorld, label: string, answer: NodeAnswer) {
    // while it is told to abort for something else, it would not be told again
    await this.nodes.untilAvailable([label]);
    await sayOfJobAndBeAborted(this, label, this.job, () => this.nodes.answers.say(label, answer, this.job));
  },
);

When(/^the (?:voting|run) time is over$/, async function (this: ScenarioWorld) {
  await this.job.feed.until('job_complete', (event) => event.event === 'job_complete', this.patienceMs);
});

/** `quorum_vote down, rehab` as the feed tells it of one node; what was said last is the fence. */
Then(/^the feed says of (\w+): (.*)$/, async function (this: ScenarioWorld, label: string, events: string) {
  const name = this.nodes.nameOf(label);
  const wanted = events === 'nothing' ? [] : events.split(', ');
  const ofNode = () => this.job.feed.entries.filter((event) => event.data.node === name);
  try {
    await this.job.feed.until(
      `${wanted.length} events of ${label}`,
      () => ofNode().length >= wanted.length,
      this.patienceMs,
    );
    await this.job.feed.until('an event of who spoke last', isFence(this), this.patienceMs);
  } catch (failure) {
    if (noteCrashByStranger(this, this.job)) return;
    throw failure;
  }
  const seen = ofNode().map((event) =>
    event.data.status === undefined ? event.event : `${event.event} ${event.data.status}`,
  );
  if (isRehabAfterLost(seen, wanted, this.nodes.saidOf(name, this.job.id))) {
    this.quirks.meet('rehab-after-lost', `the feed of job ${this.job.id}:${this.job.feed.describe()}`);
    return;
  }
  assert.deepEqual(seen, wanted, `the feed: ${this.job.feed.describe()}`);
});
