import assert from 'node:assert/strict';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { wasCrashedByStranger } from './crashed-by-stranger.ts';
import { shownWhenStored } from './shown-when-stored.ts';

/** Waits for the last event of the scenario's job and checks that feed and resource agree on how it ended. */
export async function expectJobEnd(world: ScenarioWorld, status: string): Promise<void> {
  const { job } = world;
  if (wasCrashedByStranger(job)) return;
  const last = await job.feed.until(
    'job_complete',
    (event) => event.event === 'job_complete',
    world.patienceMs,
  );
  assert.equal(last.data.status, status, `the job ended otherwise; its feed: ${job.feed.describe()}`);
  const shown = await shownWhenStored(world, job, (now) => now.status === status);
  assert.equal(shown.status, status, 'GET jobs/ID shows another status than the feed');
}
