import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { output } from '../../protocol/client/api.ts';
import type { JournalEntry } from '../../simulator/node/journal.ts';
import { expectJobEnd } from '../jobs/job-end.ts';
import { type NodeJobStatus, shownStatus } from '../target/shown-status.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { untilSettled } from './settled.ts';

/** Whoever follows a job at this moment would see its feed end in the middle: that is told of no job here. */
async function unwatched(world: ScenarioWorld, restart: () => Promise<void>): Promise<void> {
  await Promise.all(world.jobs.map((job) => job.stop()));
  await restart();
  world.wasRestarted = true;
}

When('the server is restarted', async function (this: ScenarioWorld) {
  await unwatched(this, () => this.target.restart());
});

When('the server is killed and started again', async function (this: ScenarioWorld) {
  await unwatched(this, () => this.target.killAndRestart());
});

Given('{nodes} has/have begun to run it', async function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) {
    const name = this.nodes.nameOf(label);
    await this.job.feed.until(
      `run_start of ${label}`,
      ({ event, data }) => event === 'run_start' && data.node === name,
      this.patienceMs,
    );
  }
});

/** Nobody touches them: they find the server by themselves. */
Then(
  '{nodes} come(s) back and run(s) the next job',
  async function (this: ScenarioWorld, labels: readonly string[]) {
    await this.nodes.untilAvailable(labels);
    await untilSettled(this, labels);
    await this.startJob({ command: 'true', nodes: this.nodes.namesOf(labels) });
    await expectJobEnd(this, 'complete');
  },
);

/** The order reached the node while it had the job in hand. */
Then(
  '{nodes} was/were told to abort the job, and did',
  async function (this: ScenarioWorld, labels: readonly string[]) {
    for (const label of labels) {
      const { journal } = this.nodes.node(label);
      const isIt = (entry: JournalEntry): boolean =>
        entry.what === 'sent' &&
        entry.message.saying.type === 'aborted' &&
        entry.message.saying.jobId === this.job.id;
      await this.nodes.untilTrue(label, 'that it has aborted the job', () => journal.entries.some(isIt));
    }
  },
);

Then(
  '{nodes} has/have ended the command undisturbed',
  async function (this: ScenarioWorld, labels: readonly string[]) {
    for (const label of labels) {
      const { journal } = this.nodes.node(label);
      const isEnd = (entry: JournalEntry): boolean =>
        entry.what === 'commandEnded' && entry.result.exitCode === 0;
      await this.nodes.untilTrue(label, 'the good end of its command', () => journal.entries.some(isEnd));
      assert.equal(this.nodes.counts.abortsSinceUp(label), 0);
    }
  },
);

Given('the job has the votes of {nodes}', async function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) {
    const name = this.nodes.nameOf(label);
    await this.job.feed.until(
      `the vote of ${label}`,
      ({ event, data }) => event === 'quorum_vote' && data.node === name,
      this.patienceMs,
    );
  }
});

/** Nodes go on with what they know of the server before it, until its heartbeats tell them otherwise. */
Then('the server may have refused what was meant for the one before', function (this: ScenarioWorld) {
  for (const reason of ['bad_signature', 'unknown_sender', 'unknown_key', 'failed_handshake'])
    this.provoke(reason);
});

Then(
  /^the jobs are shown as ([a-z_]+(?:, [a-z_]+)* and [a-z_]+)$/,
  async function (this: ScenarioWorld, statuses: string) {
    const shown = await Promise.all(this.jobs.map((job) => job.shown()));
    assert.deepEqual(
      shown.map(({ status }) => status),
      statuses.split(/, | and /),
    );
  },
);

Then(
  '{nodes} is {nodeStatus} in the second job',
  async function (this: ScenarioWorld, labels: readonly string[], status: NodeJobStatus) {
    const nodes = (await this.jobs[1]?.shown())?.nodes ?? {};
    const shown = nodes[shownStatus(this.target.dialect, status)] ?? [];
    for (const label of labels) assert.ok(shown.includes(this.nodes.nameOf(label)), JSON.stringify(nodes));
  },
);

Then(
  /^the stdout of (\w+) in the first job is "(.*)"$/,
  async function (this: ScenarioWorld, label: string, text: string) {
    const [first] = this.jobs;
    const bytes = await output(this.admin, first?.id ?? '', this.nodes.nameOf(label), 'stdout');
    assert.equal(bytes?.toString(), JSON.parse(`"${text}"`));
  },
);
