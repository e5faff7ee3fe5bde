import assert from 'node:assert/strict';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** Waits for the last event of the scenario's job and checks that feed and resource agree on how it ended. */
export async function expectJobEnd(world: ScenarioWorld, status: string): Promise<void> {
  const { job } = world;
  const last = await job.feed.until(
    'job_complete',
    (event) => event.event === 'job_complete',
    world.patienceMs,
  );
  assert.equal(last.data.status, status, `the job ended otherwise; its feed: ${job.feed.describe()}`);
  assert.equal((await job.shown()).status, status, 'GET jobs/ID shows another status than the feed');
}
