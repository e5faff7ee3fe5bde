import { randomUUID } from 'node:crypto';
import type { Clock } from '../../protocol/time/clock.ts';
import type { JobEvent } from './event.ts';
import type { Feeds } from './feeds.ts';
import { RecordedJobFeed } from './job-feed.ts';
import { RecordedOrgFeed } from './org-feed.ts';

export interface FeedsOptions {
  readonly clock: Clock;
  /** How long an organisation's feed records an event. */
  readonly orgFeedExpirationMs: number;
  /** Bytes of the events that an organisation's feed records. */
  readonly maxHistoryBytes: number;
  /** A subscriber threw: a bug of the subscriber, which has been dropped. */
  readonly onSubscriberError: (error: unknown) => void;
}

/** The feeds as the jobs write them. */
export interface WritableFeeds extends Feeds {
  /** Opens a job's feed. Its first and last event go to the organisation's feed too. */
  open(org: string, jobId: string): JobFeedWriter;
  /** Ends every feed. */
  stop(): void;
}

export interface JobFeedWriter {
  record(event: JobEvent): void;
  /** Ends the feed in the middle: `job_complete` never comes. */
  breakOff(): void;
  /** Forgets the feed, since its job leaves memory. */
  close(): void;
}

interface OpenFeed {
  readonly org: string;
  readonly feed: RecordedJobFeed;
}

export function createFeeds({
  clock,
  orgFeedExpirationMs,
  maxHistoryBytes,
  onSubscriberError,
}: FeedsOptions): WritableFeeds {
  const jobFeeds = new Map<string, OpenFeed>();
  const orgFeeds = new Map<string, RecordedOrgFeed>();
  let stopped = false;

  function orgFeed(org: string): RecordedOrgFeed {
    const known = orgFeeds.get(org);
    if (known !== undefined) return known;
    // Its numbers start anew with each life of the server, so its key must too.
    const key = randomUUID();
    const created = new RecordedOrgFeed({
      key,
      clock,
      expirationMs: orgFeedExpirationMs,
      maxBytes: maxHistoryBytes,
      onSubscriberError,
    });
    if (stopped) created.end();
    orgFeeds.set(org, created);
    return created;
  }

  function open(org: string, jobId: string): JobFeedWriter {
    const feed = new RecordedJobFeed(jobId, onSubscriberError);
    jobFeeds.set(jobId, { org, feed });
    return {
      record(event) {
        const nowMs = clock.now();
        feed.record(event, nowMs);
        if (event.name === 'start' || event.name === 'job_complete') {
          orgFeed(org).record({ ...event, job: jobId }, nowMs);
        }
      },
      breakOff() {
        feed.end();
      },
      close() {
        jobFeeds.delete(jobId);
      },
    };
  }

  return {
    orgFeed,
    open,
    jobFeed(org, jobId) {
      const opened = jobFeeds.get(jobId);
      return opened?.org === org ? opened.feed : undefined;
    },
    stop() {
      stopped = true;
      for (const { feed } of jobFeeds.values()) feed.end();
      for (const feed of orgFeeds.values()) feed.end();
    },
  };
}
