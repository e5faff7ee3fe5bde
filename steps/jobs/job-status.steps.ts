import assert from 'node:assert/strict';
import { Then } from '@cucumber/cucumber';
import { type JobAnswer, jobs } from '../../protocol/client/api.ts';
import type { NodeJobStatus } from '../../protocol/node-job-status.ts';
import { jobsMadeByQuirk } from '../quirks/expect-answer.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { expectJobEnd } from './job-end.ts';
import { expectNodes } from './shown-nodes.ts';
import { shownWhenStored } from './shown-when-stored.ts';

/** What the feed says of a run that ended so, where the resource alone does not tell. */
const RUN_COMPLETE: Partial<Record<NodeJobStatus, readonly string[]>> = {
  succeeded: ['success'],
  failed: ['failure', 'run_nacked', 'run_nacked_while_running'],
};

async function expectNodeStatus(world: ScenarioWorld, label: string, status: NodeJobStatus): Promise<void> {
  const name = world.nodes.nameOf(label);
  await expectNodes(world, world.job, [[name, status]]);
  const told = RUN_COMPLETE[status];
  if (told === undefined) return;
  const said = world.job.feed.entries.find(
    (event) => event.event === 'run_complete' && event.data.node === name,
  );
  assert.ok(
    told.includes(String(said?.data.status)),
    `run_complete of ${label} is ${said?.data.status}; feed: ${world.job.feed.describe()}`,
  );
}

Then('the job ends as {jobStatus}', async function (this: ScenarioWorld, status: string) {
  await expectJobEnd(this, status);
});

Then(
  '{nodes} is/are {nodeStatus} in the job',
  async function (this: ScenarioWorld, labels: readonly string[], status: NodeJobStatus) {
    for (const label of labels) await expectNodeStatus(this, label, status);
  },
);

Then(
  '{nodes} ends as {nodeStatus} in the job',
  async function (this: ScenarioWorld, labels: readonly string[], status: NodeJobStatus) {
    for (const label of labels) {
      const name = this.nodes.nameOf(label);
      await this.job.feed.until(
        `run_complete of ${label}`,
        (event) => event.event === 'run_complete' && event.data.node === name,
        this.patienceMs,
      );
      await expectNodeStatus(this, label, status);
    }
  },
);

/** In the words of the dialect itself. */
Then(
  /^the job lists (\w+) as ([a-z_]+(?: or [a-z_]+)*)$/,
  async function (this: ScenarioWorld, label: string, words: string) {
    const name = this.nodes.nameOf(label);
    const listed = ({ nodes }: JobAnswer): boolean =>
      words.split(' or ').some((word) => nodes[word]?.includes(name));
    const shown = await shownWhenStored(this, this.job, listed);
    assert.ok(listed(shown), `${name} is not listed as ${words}: ${JSON.stringify(shown.nodes)}`);
  },
);

Then('no node started the command', function (this: ScenarioWorld) {
  const started = this.job.feed.entries.filter((event) => event.event === 'run_start');
  assert.deepEqual(started, [], `run_start came; feed: ${this.job.feed.describe()}`);
});

Then('no job was made', async function (this: ScenarioWorld) {
  // a quirk that let the request in is noted already; it made one job, and no more
  assert.equal((await jobs(this.admin)).length, jobsMadeByQuirk(this.answer));
});
