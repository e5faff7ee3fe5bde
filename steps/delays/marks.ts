import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import type { NodeJournalEntry } from '../../simulator/node/journal.ts';
import { isInService } from '../../simulator/node/status.ts';
import { isSentHeartbeat } from '../world/node-counts.ts';

/** A virtual node as far as it tells of delays. */
export interface SeenNode {
  /** Its process runs, and does not stand still. */
  readonly isRunning: boolean;
  readonly entries: readonly NodeJournalEntry[];
}

/** A job with what its feed has told so far. */
export interface SeenJob {
  readonly id: string;
  readonly events: readonly FeedEvent[];
}

/** What a server says of a node that it hears nothing of. Source: protocol §6. */
const OF_SILENCE: readonly unknown[] = ['down', 'crashed'];

/** A feed that was read when its job had left the server's memory, or that broke. */
const OF_LATENESS: readonly string[] = ['summary', 'feed_broken'];

/** What a node says of a job of its own accord; that it has aborted one it says because it was given up already. */
const ANSWERS: readonly string[] = [
  'ack_commit',
  'nack_commit',
  'ack_run',
  'nack_run',
  'succeeded',
  'failed',
];

/** A node that is in service and is missed is told to abort, and once more where it was late to answer that. */
const ABORTS = 2;

/**
 * True where something tells that judge or server was late for the other: a node that does all it should was missed, its
 * answer or what it was told was lost, it has lost its server, or a feed was read too late. What a scenario makes its
 * nodes do, dying, standing still, keeping silent, is no mark.
 * @param nodes by the names that the server has for them
 */
export function isMarked(jobs: readonly SeenJob[], nodes: ReadonlyMap<string, SeenNode>): boolean {
  return jobs.some((job) => isFeedMarked(job, nodes)) || [...nodes.values()].some(isNodeMarked);
}

function isFeedMarked({ id, events }: SeenJob, nodes: ReadonlyMap<string, SeenNode>): boolean {
  return events.some(({ event, data: { node: name, status } }) => {
    if (OF_LATENESS.includes(event)) return true;
    if (status === 'timed_out') return [...nodes.values()].some((node) => wasUnheard(node, id));
    const node = nodes.get(String(name));
    if (node === undefined || !beats(node)) return false;
    return OF_SILENCE.includes(status) || (status === 'voting_timeout' && wasUnheard(node, id));
  });
}

function isNodeMarked(node: SeenNode): boolean {
  if (!beats(node)) return false;
  const inService = node.entries.findIndex((entry) => entry.what === 'status' && isInService(entry.status));
  if (inService === -1) return true;
  const since = node.entries.slice(inService + 1);
  const isLost = since.some((entry) => entry.what === 'status' && !entry.status.online);
  const aborts = since.filter((entry) => entry.what === 'received' && entry.message.type === 'abort').length;
  return isLost || aborts >= ABORTS;
}

/** True of a node that runs and has sent a heartbeat in the last of its intervals, or the one before. */
function beats({ isRunning, entries }: SeenNode): boolean {
  const last = entries.findLastIndex(isSentHeartbeat);
  if (!isRunning || last === -1) return false;
  return entries.slice(last + 1).filter(({ what }) => what === 'intervalOver').length <= 1;
}

/** True of a node that was never asked about the job, or has answered; one that was asked and keeps silent does so on purpose. */
function wasUnheard(node: SeenNode, jobId: string): boolean {
  if (!beats(node)) return false;
  const about = node.entries.flatMap((entry) => {
    if (entry.what === 'sent') {
      const { content } = entry.message;
      return ANSWERS.includes(content.type) && 'jobId' in content && content.jobId === jobId ? 'said' : [];
    }
    if (entry.what !== 'received' || !('jobId' in entry.message)) return [];
    return entry.message.jobId === jobId ? 'asked' : [];
  });
  return !about.includes('asked') || about.at(-1) === 'said';
}
