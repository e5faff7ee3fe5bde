import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import type { ObservedEvent } from '../../protocol/feed/grammar.ts';

/** A string of an event's data; empty where there is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** An event of a job's feed as the grammar wants it. */
export function observed({ event, id, data }: FeedEvent): ObservedEvent {
  return {
    name: event,
    id,
    timestamp: textOf(data.timestamp),
    ...(typeof data.node === 'string' && { node: data.node }),
    ...(typeof data.status === 'string' && { status: data.status }),
  };
}
