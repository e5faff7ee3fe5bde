import assert from 'node:assert/strict';
import { acceptedNodeStatuses, type NodePast } from '../../conformance/target/shown-status.ts';
import type { JobAnswer } from '../../protocol/client/api.ts';
import type { NodeJobStatus } from '../../protocol/node-job-status.ts';
import { forgottenStatus } from '../quirks/of-jobs.ts';
import type { JobWatch } from '../world/job-watch.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { shownWhenStored } from './shown-when-stored.ts';

/** What the protocol says of nodes, by their real names. */
export type NodeStatuses = readonly (readonly [name: string, status: NodeJobStatus])[];

/** A job as it is shown, as far as its nodes go. */
type Shown = Pick<JobAnswer, 'status' | 'nodes'>;

/**
 * What is wrong with how a job lists these nodes: each has to stand there once, under a status that the dialect allows for
 * it. Undefined where nothing is.
 */
export function nodesFault(
  world: ScenarioWorld,
  job: JobWatch,
  { status: jobStatus, nodes }: Shown,
  wanted: NodeStatuses,
): string | undefined {
  for (const [name, status] of wanted) {
    const accepted = acceptedNodeStatuses(world.target.dialect, status, pastOf(world, job, jobStatus, name));
    const listed = Object.keys(nodes).filter((word) => nodes[word]?.includes(name));
    const [word = ''] = listed;
    if (listed.length === 1 && accepted.includes(word)) continue;
    const shown = listed.join(' and ') || 'nothing';
    return `${name} is listed as ${shown}, not as ${accepted.join(' or ')}: ${JSON.stringify(nodes)}; feed: ${job.feed.describe()}`;
  }
  return undefined;
}

/** The same, and whoever is not among these nodes is not to be listed. */
export function onlyNodesFault(
  world: ScenarioWorld,
  job: JobWatch,
  shown: Shown,
  wanted: NodeStatuses,
): string | undefined {
  const others = Object.values(shown.nodes)
    .flat()
    .filter((listed) => !wanted.some(([name]) => name === listed));
  if (others.length > 0) return `${others.join(', ')}: listed, and no node of the job`;
  return nodesFault(world, job, shown, wanted);
}

/** Holds that a job comes to list these nodes as the dialect allows. */
export async function expectNodes(
  world: ScenarioWorld,
  job: JobWatch,
  wanted: NodeStatuses,
  faultOf: typeof nodesFault = nodesFault,
): Promise<void> {
  const fault = (now: Shown): string | undefined => faultOf(world, job, now, wanted);
  const shown = await shownWhenStored(world, job, (now) => fault(now) === undefined);
  const found = fault(shown);
  if (found === undefined || isForgotten(world, job, shown, wanted, faultOf)) return;
  assert.fail(found);
}

/** Notes a server that leaves nodes of a job as they were when a restart has ended it. */
function isForgotten(
  world: ScenarioWorld,
  job: JobWatch,
  shown: Shown,
  wanted: NodeStatuses,
  faultOf: typeof nodesFault,
): boolean {
  if (!world.wasRestarted || shown.status !== 'crashed') return false;
  const isStill = (name: string, status: NodeJobStatus | undefined): status is NodeJobStatus =>
    status !== undefined && (shown.nodes[status]?.includes(name) ?? false);
  const asForgotten = wanted.map(([name, status]) => {
    const forgotten = forgottenStatus(status);
    return [name, isStill(name, forgotten) ? forgotten : status] as const;
  });
  if (faultOf(world, job, shown, asForgotten) !== undefined) return false;
  world.quirks.meet(
    'restart-forgets-votes',
    `GET jobs/${job.id} after the restart: ${shown.status} ${JSON.stringify(shown.nodes)}`,
  );
  return true;
}

/** What a vote is called in a feed that counts. */
const VOTES: readonly unknown[] = ['success', 'failure'];

function pastOf(world: ScenarioWorld, { id, feed }: JobWatch, jobStatus: string, name: string): NodePast {
  const told = feed.entries.filter(({ data }) => data.node === name);
  return {
    started: told.some(({ event }) => event === 'run_start'),
    wentDown: told.some(({ event, data }) => event === 'quorum_vote' && data.status === 'down'),
    voted: told.some(({ event, data }) => event === 'quorum_vote' && VOTES.includes(data.status)),
    said: world.nodes.saidOf(name, id),
    jobCrashed: jobStatus === 'crashed' || jobStatus === 'aborted',
  };
}
