import { job as getJob, type JobAnswer } from '../../protocol/client/api.ts';
import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import { type FeedOptions, JOB_FEED_ENDS, readJobFeed } from '../../protocol/client/feed-reader.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { EventLog } from '../../protocol/time/event-log.ts';

/** A job of the scenario, watched from its first event by a reader of its feed. */
export interface JobWatch {
  readonly id: string;
  readonly feed: EventLog<FeedEvent>;
  /** The job as the server shows it now. */
  shown(): Promise<JobAnswer>;
  stop(): Promise<void>;
}

export const showEvent = (event: FeedEvent): string => `${event.event} ${event.text}`;

/**
 * Follows a job's feed in the background; what breaks the reading is an entry of its own named `feed_broken`. Behind the
 * job's last event nothing is waited for any more.
 * @param feedPath where feeds are, below `pushy/`
 */
export function watchJob(client: RestClient, id: string, feedPath: string): JobWatch {
  const feed = new EventLog(`the feed of job ${id}`, showEvent);
  const ending = new AbortController();
  const path = client.pushyPath(`${feedPath}/${encodeURIComponent(id)}`);
  const reading = follow(client, id, feed, { path, signal: ending.signal });
  return {
    id,
    feed,
    async shown() {
      const job = await getJob(client, id);
      if (job === undefined) throw new Error(`the server does not know job ${id}`);
      return job;
    },
    async stop() {
      ending.abort();
      await reading;
    },
  };
}

async function follow(
  client: RestClient,
  id: string,
  feed: EventLog<FeedEvent>,
  options: Pick<FeedOptions, 'path' | 'signal'>,
): Promise<void> {
  try {
    for await (const event of readJobFeed(client, id, options)) {
      feed.add(event);
      if (JOB_FEED_ENDS.includes(event.event)) feed.end();
    }
  } catch (error) {
    feed.add({ event: 'feed_broken', id: '', data: {}, text: String(error) });
  }
  feed.end();
}
