import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import { grammarFaults, type ObservedEvent } from '../../protocol/feed/grammar.ts';
import { wasCrashedByStranger } from '../jobs/crashed-by-stranger.ts';
import type { JobWatch } from './job-watch.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function observed(event: FeedEvent): ObservedEvent {
  const { timestamp, node, status } = event.data;
  return {
    name: event.event,
    id: event.id,
    timestamp: text(timestamp),
    ...(typeof node === 'string' && { node }),
    ...(typeof status === 'string' && { status }),
  };
}

/**
 * What is wrong with the order of a job's feed as far as it was read, in one text; undefined when nothing is. That of a job
 * that a stranger has ended breaks off, which is noted elsewhere.
 */
export function feedFaults(job: JobWatch): string | undefined {
  if (wasCrashedByStranger(job)) return undefined;
  const faults = grammarFaults(job.feed.entries.map(observed));
  return faults.length === 0
    ? undefined
    : `${faults.join('; ')}\nthe feed of job ${job.id}: ${job.feed.describe()}`;
}
