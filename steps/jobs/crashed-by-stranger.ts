import { isCrashByStranger } from '../quirks/of-feeds.ts';
import type { JobWatch } from '../world/job-watch.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

/** Jobs that a message of a node ended that has no part in them: what else was wanted of them is not asked. */
const crashed = new WeakSet<JobWatch>();

/** Whether this was noted of the job. */
export function wasCrashedByStranger(job: JobWatch): boolean {
  return crashed.has(job);
}

/**
 * Notes a server whose job is gone because a node that has no part in it has sent something about it. To be asked where
 * the job's feed has ended otherwise than it should.
 */
export function noteCrashByStranger(world: ScenarioWorld, job: JobWatch): boolean {
  if (crashed.has(job)) return true;
  const spoke = world.nodes.names.filter((name) => world.nodes.saidOf(name, job.id).length > 0);
  if (!isCrashByStranger(job.feed.entries, spoke)) return false;
  crashed.add(job);
  world.quirks.meet('stranger-crashes-job', `the feed of job ${job.id}:${job.feed.describe()}`);
  return true;
}
