import assert from 'node:assert/strict';
import { Then, When } from '@cucumber/cucumber';
import { feedFaults } from '../world/feed-check.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

When(
  'a job with quorum {int} and a run timeout of {int} second(s) is started on them',
  async function (this: ScenarioWorld, quorum: number, runTimeoutSeconds: number) {
    await this.startJob({ command: 'true', nodes: this.nodes.names, quorum, runTimeoutSeconds });
  },
);

Then('the job ends somehow', async function (this: ScenarioWorld) {
  await this.job.feed.until('its end', ({ event }) => event === 'job_complete', this.patienceMs);
});

Then('the feed of the job is in order, and tells of every node', function (this: ScenarioWorld) {
  const { feed } = this.job;
  assert.equal(feedFaults(this.job), undefined);
  assert.equal(feed.entries[0]?.event, 'start', feed.describe());
  assert.equal(feed.entries.at(-1)?.event, 'job_complete', feed.describe());
  const told = new Set(feed.entries.map(({ data }) => data.node));
  assert.deepEqual(
    this.nodes.names.filter((name) => !told.has(name)),
    [],
    feed.describe(),
  );
});
