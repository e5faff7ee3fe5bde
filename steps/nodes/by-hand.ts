import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import type { JobWatch } from '../world/job-watch.ts';
import type { NodeAnswer, NodeAnswers } from '../world/node-answers.ts';
import type { ScenarioNodes } from '../world/scenario-nodes.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { HEARTBEATS_UNTIL_HANDLED } from './sent-to-rehab.ts';

/** What has to be known of a scenario whose nodes speak. */
interface SpokenWorld {
  readonly nodes: Pick<ScenarioNodes, 'answers' | 'counts' | 'waits'>;
  readonly patienceMs: number;
}

/** Starts a job and waits until every node of it has been asked to vote. */
export async function startVoting(
  world: ScenarioWorld,
  labels: readonly string[],
  { quorum = labels.length, runTimeoutSeconds = 3_600, captureOutput = false } = {},
): Promise<void> {
  const nodes = world.nodes.namesOf(labels);
  await world.startJob({ command: 'true', nodes, quorum, runTimeoutSeconds, captureOutput });
  await Promise.all(labels.map((label) => world.nodes.waits.told(label, 'commit', world.job.id)));
}

/** Starts a job and brings it to where every node of it has been told to run. */
export async function startRunning(
  world: ScenarioWorld,
  labels: readonly string[],
  settings: { readonly runTimeoutSeconds?: number } = {},
): Promise<void> {
  await startVoting(world, labels, settings);
  for (const label of labels) world.nodes.answers.say(label, 'ack_commit', world.job);
  await Promise.all(labels.map((label) => world.nodes.waits.told(label, 'run', world.job.id)));
}

/** Waits for the job's event that a node's answer must cause; a later answer then finds the node where it should be. */
export async function sayAndSee(
  world: ScenarioWorld,
  label: string,
  answer: NodeAnswer,
  event: string,
): Promise<void> {
  const { feed } = world.job;
  const told = feed.entries.length;
  world.nodes.answers.say(label, answer, world.job);
  const name = world.nodes.nameOf(label);
  await feed.until(
    `${event} of ${label}`,
    (seen) => seen.event === event && seen.data.node === name && feed.entries.indexOf(seen) >= told,
    world.patienceMs,
  );
}

/** What the feed says of a node that is missed, whatever it was at. */
const MISSED: readonly unknown[] = ['down', 'crashed', 'client_died_while_running'];

/** Waits until the job has missed a node. */
export async function seeDown(world: ScenarioWorld, label: string): Promise<void> {
  const name = world.nodes.nameOf(label);
  await world.job.feed.until(
    `that ${label} is missed`,
    ({ data }) => data.node === name && MISSED.includes(data.status),
    world.patienceMs,
  );
}

/** What was said last has been dealt with when an event tells of it, or when the feed tells nothing more. */
export function isFence({ nodes, job }: ScenarioWorld): (event: FeedEvent) => boolean {
  return fenceIn(nodes.answers, job);
}

function fenceIn(answers: NodeAnswers, { feed }: Pick<JobWatch, 'feed'>): (event: FeedEvent) => boolean {
  const isAnswer = answers.isAnswerToLastSaid(feed.entries);
  return (event) => event.event === 'job_complete' || isAnswer(event);
}

/**
 * What two nodes say travels over two connections, and a request over a third: what was said later may come sooner. So before
 * another node speaks, or a job is started, the feed has told of what was said last; or, where it tells nothing of that, its node
 * has gone on for some heartbeats.
 * @param nextLabel the node that is to speak; undefined where no node is
 */
export async function untilDealtWith(
  { nodes, patienceMs }: SpokenWorld,
  nextLabel: string | undefined,
): Promise<void> {
  const last = nodes.answers.lastSaid;
  if (last === undefined || last.label === nextLabel) return;
  const { label, job } = last;
  const beats = nodes.counts.heartbeats(label) + HEARTBEATS_UNTIL_HANDLED;
  await Promise.any([
    job.feed.until('an event of who spoke last', fenceIn(nodes.answers, job), patienceMs),
    nodes.waits.untilTrue(
      label,
      `${HEARTBEATS_UNTIL_HANDLED} more heartbeats`,
      () => nodes.counts.heartbeats(label) >= beats,
    ),
  ]).catch(({ errors }: AggregateError) => {
    throw errors[0];
  });
}
