import assert from 'node:assert/strict';
import { Then } from '@cucumber/cucumber';
import type { NodeJournalEntry } from '../../simulator/node/journal.ts';
import { expectJobEnd } from '../jobs/job-end.ts';
import { untilSettled } from '../restarts/settled.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { beAbortedForJob } from './sent-to-rehab.ts';

/** Of a node that has voted yes, and of which nothing else has been told since. */
const READY: readonly unknown[] = ['success', 'unexpected_commit'];

/** A node that is ready when the quorum is met is told to run. It must have heard that before it changes its ways. */
async function hearWhatIsSent(world: ScenarioWorld, label: string): Promise<void> {
  const name = world.nodes.nameOf(label);
  for (const { id, feed } of world.jobs) {
    const last = feed.entries.findLast((event) => event.data.node === name);
    const isReady = last?.event === 'quorum_vote' && READY.includes(last.data.status);
    const isRun = feed.entries.some((event) => event.event === 'quorum_succeeded');
    if (isReady && isRun) await world.nodes.waits.told(label, 'run', id);
  }
}

/** Whatever became of them: made healthy again, they are sound, and the next job succeeds on all of them. */
Then('{nodes} run(s) the next job', async function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) await hearWhatIsSent(this, label);
  await this.nodes.makeHealthy(labels);
  if (this.wasRestarted) await untilSettled(this, labels);
  const nodes = this.nodes.namesOf(labels);
  await this.startJob({ command: 'true', nodes });
  await expectJobEnd(this, 'complete');
  const succeeded = this.job.feed.entries
    .filter((event) => event.event === 'run_complete' && event.data.status === 'success')
    .map((event) => event.data.node);
  assert.deepEqual(succeeded.sort(), [...nodes].sort(), this.job.feed.describe());
});

/** Told what belongs to its jobs, and not to abort. */
Then('{nodes} was/were not disturbed', function (this: ScenarioWorld, labels: readonly string[]) {
  for (const label of labels) {
    const { journal, status } = this.nodes.node(label);
    assert.equal(this.nodes.counts.abortsSinceUp(label), 0, `${label} was told to abort`);
    assert.ok(status.online && status.answered, `${label} is ${JSON.stringify(status)}`);
    const refused = journal.entries.filter((entry) => entry.what === 'refused');
    assert.deepEqual(refused, [], `${label} refused what it was sent`);
  }
});

Then(
  /^(\w+) is told to abort (\d+) times$/,
  async function (this: ScenarioWorld, label: string, times: string) {
    await this.nodes.waits.toldToAbort(label, Number(times));
  },
);

Then('{word} is told to abort again', async function (this: ScenarioWorld, label: string) {
  await this.nodes.waits.toldToAbort(label, this.nodes.counts.aborts(label) + 1);
});

Then('{word} votes at last, and is told to abort', async function (this: ScenarioWorld, label: string) {
  const { journal } = this.nodes.node(label);
  const isVote = (entry: NodeJournalEntry): boolean =>
    entry.what === 'sent' && entry.message.content.type === 'ack_commit';
  const isAbort = (entry: NodeJournalEntry): boolean =>
    entry.what === 'received' && entry.message.type === 'abort';
  await this.nodes.waits.untilTrue(label, 'its vote', () => journal.entries.some(isVote));
  const beforeVote = journal.entries.slice(0, journal.entries.findIndex(isVote));
  await beAbortedForJob(this, label, this.job, {
    toldBefore: beforeVote.filter(isAbort).length,
    again: () => this.nodes.answers.say(label, 'ack_commit', this.job),
  });
});

Then('{word} was told to abort once since it came up', function (this: ScenarioWorld, label: string) {
  assert.equal(this.nodes.counts.abortsSinceUp(label), 1);
});
