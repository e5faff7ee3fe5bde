import assert from 'node:assert/strict';
import { type CapturedChannel, wholeChannel } from '../../simulator/commands/command.ts';
import { formatNodeMessage } from '../../simulator/node/outgoing.ts';
import type { Send } from '../../simulator/node/planned.ts';
import type { VirtualNode } from '../../simulator/node/virtual-node.ts';
import { sayAndSee, startVoting } from '../nodes/by-hand.ts';
import type { ScenarioWorld } from '../world/scenario-world.ts';

export type OutputStream = 'stdout' | 'stderr';
export type Ending = 'succeeded' | 'failed';

/** A channel that is left out of the message. */
const ABSENT: CapturedChannel = { bytes: 0, text: undefined };

/** What a node says that sends these channels. */
export function endingWith(
  world: ScenarioWorld,
  type: Ending,
  channels: Partial<Record<OutputStream, string>>,
): Send {
  const channel = (text: string | undefined): CapturedChannel =>
    text === undefined ? ABSENT : wholeChannel(text);
  const output = { stdout: channel(channels.stdout), stderr: channel(channels.stderr) };
  return { type: 'send', content: { type, jobId: world.job.id, output } };
}

/**
 * What fills the stdout of a node's next message so that its body has exactly so many bytes. The rest of the body has
 * the same length at any moment, but for the sequence: the count of what the node has sent in its only life.
 */
export function stdoutOfMessage(world: ScenarioWorld, node: VirtualNode, bytes: number): string {
  const { org, name } = node;
  const sequence = node.journal.entries.filter(({ what }) => what === 'sent').length + 1;
  const { content } = endingWith(world, 'succeeded', { stdout: '', stderr: '' });
  const sender = { node: name, client: name, org, incarnationId: node.incarnationId };
  const rest = Buffer.byteLength(formatNodeMessage(content, sender, sequence, Date.now(), bytes));
  assert.ok(bytes > rest, `a message of ${bytes} bytes has no room for output`);
  return 'x'.repeat(bytes - rest);
}

/** Lets a node that answers by hand say how its run ended, and waits until the job's feed has told it. */
export async function endRun(world: ScenarioWorld, label: string, message: Send): Promise<void> {
  const node = world.nodes.node(label);
  node.perform(message);
  await world.job.feed.until(
    `run_complete of ${label}`,
    ({ event, data }) => event === 'run_complete' && data.node === node.name,
    world.patienceMs,
  );
}

/** Starts a job, of which every node votes yes and starts the command. */
export async function startCommand(
  world: ScenarioWorld,
  labels: readonly string[],
  captureOutput: boolean,
): Promise<void> {
  await startVoting(world, labels, { captureOutput });
  for (const label of labels) await sayAndSee(world, label, 'ack_commit', 'quorum_vote');
  for (const label of labels) await sayAndSee(world, label, 'ack_run', 'run_start');
}
