import { pollUntil } from '../../conformance/target/poll.ts';
import { serverStatus } from '../../protocol/client/api.ts';
import type { JobWatch } from '../world/job-watch.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

const LOOK_EVERY_MS = 25;

/**
 * What a node sent before so many heartbeats has been dealt with. One is too few: it may follow at once, and leave the node
 * before the server has read anything of its connection.
 */
export const HEARTBEATS_UNTIL_HANDLED = 3;

/** Lets a node say something, and waits until the server has told it to abort, once more than before. */
export async function sayAndBeAborted(world: ScenarioWorld, label: string, say: () => void): Promise<void> {
  const toldBefore = world.nodes.counts.aborts(label);
  say();
  await world.nodes.waits.toldToAbort(label, toldBefore + 1);
}

/** The same of something about a job, which may have ended. */
export async function sayOfJobAndBeAborted(
  world: ScenarioWorld,
  label: string,
  job: JobWatch,
  say: () => void,
): Promise<void> {
  const toldBefore = world.nodes.counts.aborts(label);
  say();
  await beAbortedForJob(world, label, job, { toldBefore, again: say });
}

/**
 * Waits until a node that has said something about a job is told to abort. A server that is deaf after the end of a job
 * says nothing while the job is in memory: it is told again what it has not heard when the job has left. Source: protocol §10.
 * @param toldBefore how often the node had been told to abort when it said it
 */
export async function beAbortedForJob(
  world: ScenarioWorld,
  label: string,
  job: JobWatch,
  { toldBefore, again }: { readonly toldBefore: number; readonly again: () => void },
): Promise<void> {
  const { counts } = world.nodes;
  const beats = counts.heartbeats(label) + HEARTBEATS_UNTIL_HANDLED;
  const isTold = (): boolean => counts.aborts(label) > toldBefore;
  const isInMemory = await pollUntil(
    `that ${label} is told to abort, or that the job has left memory`,
    async () => (await serverStatus(world.admin)).jobIds.includes(job.id),
    (inMemory) => isTold() || (!inMemory && counts.heartbeats(label) >= beats),
    { everyMs: LOOK_EVERY_MS, patienceMs: world.patienceMs },
  );
  const hasEnded = job.feed.entries.some(({ event }) => event === 'job_complete');
  if (isTold() || isInMemory || !hasEnded) return world.nodes.waits.toldToAbort(label, toldBefore + 1);
  await sayAndBeAborted(world, label, again);
  world.quirks.meet(
    'deaf-after-the-end',
    `${label} sent something about job ${job.id}, which had ended, and was not told to abort while the job was in memory.\n` +
      'It sent the same when the job had left memory, and was told to abort.',
  );
}
