import type { FeedEvent } from '../client/feed-event.ts';
import { formatFeedTimestamp } from '../time/dates.ts';

/** 2014-07-10 05:10:40 UTC. */
const START_MICROS = Date.UTC(2014, 6, 10, 5, 10, 40) * 1_000;

/** What a feed says: the event, then its data. */
export type Said = readonly [event: string, data?: Readonly<Record<string, unknown>>];

/** Events as a feed gives them, ten milliseconds apart. */
export function feedEvents(...said: readonly Said[]): readonly FeedEvent[] {
  return said.map(([event, rest = {}], index) => {
    const data = { timestamp: formatFeedTimestamp(START_MICROS + index * 10_000), ...rest };
    return { event, id: `job-${index + 1}`, data, text: JSON.stringify(data) };
  });
}

/** The beginning of a job on so many nodes. */
export function started(nodeCount: number, quorum = nodeCount): Said {
  return ['start', { command: 'uptime', run_timeout: 3_600, quorum, node_count: nodeCount, user: 'admin' }];
}
