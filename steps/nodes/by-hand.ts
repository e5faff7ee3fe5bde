import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import type { NodeAnswer } from '../world/node-answers.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';
import { HEARTBEATS_UNTIL_HANDLED } from './sent-to-rehab.ts';

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
export function isFence(world: ScenarioWorld): (event: FeedEvent) => boolean {
  const isAnswer = world.nodes.answers.isAnswerToLastSaid(world.job.feed.entries);
  return (event) => event.event === 'job_complete' || isAnswer(event);
}

/**
 * What two nodes say travels over two connections, and what was said later may come sooner. So before another node speaks
 * the feed has told of what was said last; or, where it tells nothing of that, its node has gone on for some heartbeats.
 */
export async function untilDealtWith(world: ScenarioWorld, nextLabel: string): Promise<void> {
  const last = world.nodes.answers.lastSpeaker;
  if (last === undefined || last === nextLabel) return;
  const beats = world.nodes.counts.heartbeats(last) + HEARTBEATS_UNTIL_HANDLED;
  await Promise.any([
    world.job.feed.until('an event of who spoke last', isFence(world), world.patienceMs),
    world.nodes.waits.untilTrue(
      last,
      `${HEARTBEATS_UNTIL_HANDLED} more heartbeats`,
      () => world.nodes.counts.heartbeats(last) >= beats,
    ),
  ]).catch(({ errors }: AggregateError) => {
    throw errors[0];
  });
}
