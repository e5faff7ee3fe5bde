import { pollUntil } from '../../conformance/target/poll.ts';
import type { JobAnswer } from '../../protocol/client/api.ts';
import type { JobWatch } from '../world/job-watch.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

const LOOK_EVERY_MS = 50;

/** Statuses of jobs and of nodes in them that another follows. */
const PASSING: readonly string[] = ['new', 'voting', 'ready', 'running'];

/**
 * The job as the server shows it, read again for as long as it may be behind what its feed has told: until this holds, or
 * nothing in it can change any more, or the target's time is over. It is the caller's to judge what comes.
 */
export async function shownWhenStored(
  world: ScenarioWorld,
  job: JobWatch,
  agrees: (shown: JobAnswer) => boolean,
): Promise<JobAnswer> {
  const first = await job.shown();
  if (agrees(first) || isSettled(first, world)) return first;
  const { patienceMs } = world;
  const askedAtMs = performance.now();
  const sinceMs = (): number => performance.now() - askedAtMs;
  const shown = await pollUntil(
    `job ${job.id} as its feed has told it`,
    () => job.shown(),
    (now) => agrees(now) || isSettled(now, world) || sinceMs() > patienceMs,
    { everyMs: LOOK_EVERY_MS, patienceMs: Number.POSITIVE_INFINITY },
  );
  if (agrees(shown)) noteLateness(world, job, { first, shown, tookMs: sinceMs() });
  return shown;
}

const isPassing = (status: string): boolean => PASSING.includes(status);

/** Nothing in it will change: it is over, and so are its nodes or the server that ran it. */
function isSettled({ status, nodes }: JobAnswer, { wasRestarted }: ScenarioWorld): boolean {
  return !isPassing(status) && (wasRestarted || !Object.keys(nodes).some(isPassing));
}

/** What the feed had told by then was stored later. What the server stores while it starts is no matter of a feed. */
function noteLateness(
  world: ScenarioWorld,
  { id, feed }: JobWatch,
  { first, shown, tookMs }: { readonly first: JobAnswer; readonly shown: JobAnswer; readonly tookMs: number },
): void {
  const told = feed.entries.at(-1);
  if (told === undefined || world.wasRestarted) return;
  const lines = [
    `its feed: ${told.event} ${told.text}`,
    `GET jobs/${id}: ${briefly(first)}`,
    `GET jobs/${id}, ${Math.round(tookMs)} ms later: ${briefly(shown)}`,
  ];
  world.quirks.meet('told-before-stored', lines.join('\n'));
}

const briefly = ({ status, nodes }: JobAnswer): string => `${status} ${JSON.stringify(nodes)}`;
