import { type JobAnswer, job } from '../../protocol/client/api.ts';
import { RequestRefused, UnexpectedAnswer } from '../../protocol/client/errors.ts';
import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import { readJobFeed } from '../../protocol/client/feed-reader.ts';
import { isOver, type JobProgress } from '../../protocol/client/job-progress.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import type { Clock } from '../../protocol/time/clock.ts';
import { pause } from '../../protocol/time/pause.ts';
import { CheckFailed } from '../program/errors.ts';

/** Reconnects that may fail in a row: half a minute, in which a server can start again. */
const MAX_FAILURES = 4;

export interface FollowOptions {
  readonly client: RestClient;
  readonly id: string;
  readonly progress: JobProgress;
  /** Between two questions to a server without feeds. */
  readonly pollIntervalMs: number;
  readonly clock: Clock;
  /** Ends the following, not the job. */
  readonly signal: AbortSignal;
  /** Something of `progress` has changed; with the event where the feed told it. */
  readonly onChange: (event: FeedEvent | undefined) => void;
}

/**
 * Follows a job to its end, by its feed where the server has one, else by asking again and again. Gives the job as
 * the server shows it at last, or `undefined` when the signal came first.
 */
export async function followJob(options: FollowOptions): Promise<JobAnswer | undefined> {
  await followFeed(options);
  return pollJob(options);
}

/** Reads the job's feed to its end, if there is one. */
async function followFeed({ client, id, progress, signal, onChange }: FollowOptions): Promise<void> {
  try {
    for await (const event of readJobFeed(client, id, { signal, maxFailures: MAX_FAILURES })) {
      progress.apply(event);
      onChange(event);
    }
  } catch (error) {
    // 404, 405, 406, or a page of something else: no feed here
    const isMissing = error instanceof RequestRefused && [404, 405, 406].includes(error.status);
    if (!isMissing && !(error instanceof UnexpectedAnswer)) throw error;
  }
}

async function pollJob(options: FollowOptions): Promise<JobAnswer | undefined> {
  const { client, id, progress, signal, onChange, clock, pollIntervalMs } = options;
  while (!signal.aborted) {
    const seen = await requireJob(client, id);
    progress.applyAnswer(seen);
    onChange(undefined);
    // the end that the feed has told may not be stored yet: what is printed is the job as it has ended
    if (isOver(seen.status)) return seen;
    await pause(clock, pollIntervalMs, signal);
  }
  return undefined;
}

/** The job as the server shows it. Throws `CheckFailed` where there is none of this id. */
export async function requireJob(client: RestClient, id: string): Promise<JobAnswer> {
  const found = await job(client, id);
  if (found !== undefined) return found;
  throw new CheckFailed(
    `There is no job ${id} in organisation ${client.org}; push-harness job list shows those there are.`,
  );
}
