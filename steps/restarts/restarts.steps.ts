import assert from 'node:assert/strict';
import { Given, Then, When } from '@cucumber/cucumber';
import { acceptedJobStatuses } from '../../conformance/target/shown-status.ts';
import { output } from '../../protocol/client/api.ts';
import type { NodeJobStatus } from '../../protocol/node-job-status.ts';
import type { NodeJournalEntry } from '../../simulator/node/journal.ts';
import { jobOf } from '../feeds/told.ts';
import { expectJobEnd } from '../jobs/job-end.ts';
import { expectNodes } from '../jobs/shown-nodes.ts';
import { shownWhenStored } from '../jobs/shown-when-stored.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { untilSettled } from './settled.ts';
import { untilBegun } from './until-begun.ts';

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

When(
  /^the server is away for (\d+(?:\.5)?) intervals of its nodes$/,
  async function (this: ScenarioWorld, intervals: string) {
    const { labels } = this.nodes;
    // of four and a half, half of them wait for a fifth
    const ofNode = (index: number): number => Math.floor(Number(intervals) + index / labels.length);
    const more = new Map(labels.map((label, index) => [label, ofNode(index)]));
    await unwatched(this, () => this.target.restart({}, () => this.nodes.waits.overMoreIntervals(more)));
  },
);

Given('{nodes} has/have begun to run it', async function (this: ScenarioWorld, labels: readonly string[]) {
  await untilBegun(this, labels);
});

When('{int} more intervals of all nodes are over', async function (this: ScenarioWorld, intervals: number) {
  await this.nodes.waits.overMoreIntervals(new Map(this.nodes.labels.map((label) => [label, intervals])));
});

async function expectToComeBack(world: ScenarioWorld, labels: readonly string[]): Promise<void> {
  await world.nodes.untilAvailable(labels);
  await untilSettled(world, labels);
  await world.startJob({ command: 'true', nodes: world.nodes.namesOf(labels) });
  await expectJobEnd(world, 'complete');
}

/** Nobody touches them: they find the server by themselves. */
Then(
  '{nodes} come(s) back and run(s) the next job',
  async function (this: ScenarioWorld, labels: readonly string[]) {
    await expectToComeBack(this, labels);
  },
);

Then('all of them come back and run the next job', async function (this: ScenarioWorld) {
  await expectToComeBack(this, this.nodes.labels);
});

/** The order reached the node while it had the job in hand. */
Then(
  '{nodes} was/were told to abort the job, and did',
  async function (this: ScenarioWorld, labels: readonly string[]) {
    for (const label of labels) {
      const { journal } = this.nodes.node(label);
      const isIt = (entry: NodeJournalEntry): boolean =>
        entry.what === 'sent' &&
        entry.message.content.type === 'aborted' &&
        entry.message.content.jobId === this.job.id;
      await this.nodes.waits.untilTrue(label, 'that it has aborted the job', () =>
        journal.entries.some(isIt),
      );
    }
  },
);

Then(
  '{nodes} has/have ended the command undisturbed',
  async function (this: ScenarioWorld, labels: readonly string[]) {
    for (const label of labels) {
      const { journal } = this.nodes.node(label);
      const isEnd = (entry: NodeJournalEntry): boolean =>
        entry.what === 'commandEnded' && entry.result.exitCode === 0;
      await this.nodes.waits.untilTrue(label, 'the good end of its command', () =>
        journal.entries.some(isEnd),
      );
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
    const accepted = statuses.split(/, | and /).map((one) => acceptedJobStatuses(this.target.dialect, one));
    const isOne = (status: string, index: number): boolean => accepted[index]?.includes(status) ?? false;
    const shown = await Promise.all(
      this.jobs.map((job, index) => shownWhenStored(this, job, ({ status }) => isOne(status, index))),
    );
    const seen = shown.map(({ status }) => status);
    assert.ok(
      seen.length === accepted.length && seen.every(isOne),
      `${seen.join(', ')}, and not ${statuses}`,
    );
  },
);

Then(
  '{nodes} is {nodeStatus} in the second job',
  async function (this: ScenarioWorld, labels: readonly string[], status: NodeJobStatus) {
    const wanted = labels.map((label) => [this.nodes.nameOf(label), status] as const);
    await expectNodes(this, jobOf(this, 'job2'), wanted);
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
