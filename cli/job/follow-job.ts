import { type JobAnswer, job } from '../../protocol/client/api.ts';
import { RequestRefused, ServerUnreachable, UnexpectedAnswer } from '../../protocol/client/errors.ts';
import type { FeedEvent } from '../../protocol/client/feed-event.ts';
import { type FeedRecorder, readJobFeed } from '../../protocol/client/feed-reader.ts';
import { isOver, type JobProgress } from '../../protocol/client/job-progress.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { isTransient } from '../../protocol/client/transient.ts';
import type { Clock } from '../../protocol/time/clock.ts';
import { pause } from '../../protocol/time/pause.ts';
import { CheckFailed, EndUnknown } from '../program/errors.ts';

/** The pause before the first reconnect. It doubles with each that fails. */
const RETRY_MS = 200;

/** Reconnects that may fail in a row: half a minute, in which a server can start again. */
const MAX_FAILURES = 7;

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
  readonly recorder?: FeedRecorder | undefined;
}

/**
 * Follows a job that the server has to its end: by its feed where there is one, which is read again wherever it was cut, else
 * by asking again and again. Gives the job as the server shows it at last, or `undefined` when the signal came first.
 * Throws `EndUnknown` where the server, or what stands before it, has given no answer for half a minute.
 */
export async function followJob(options: FollowOptions): Promise<JobAnswer | undefined> {
  const { client, id, signal, onChange, progress, clock, pollIntervalMs } = options;
  const feed: FeedPosition = { lastEventId: '', isThere: true };
  while (!signal.aborted) {
    if (feed.isThere) await readToEnd(options, feed);
    if (signal.aborted) return undefined;
    const seen = await lookAgain(client, id);
    progress.applyAnswer(seen);
    onChange(undefined);
    // the end that the feed has told may not be stored yet: what is printed is the job as it has ended
    if (isOver(seen.status)) return seen;
    await pause(clock, pollIntervalMs, signal);
  }
  return undefined;
}

/** Where the reading of a job's feed stands. */
interface FeedPosition {
  lastEventId: string;
  /** False once it has ended, and where the server has none. */
  isThere: boolean;
}

/** Reads the job's feed to its end, if there is one, or until it cannot be had any more for now. */
async function readToEnd(
  { client, id, progress, signal, onChange, recorder }: FollowOptions,
  feed: FeedPosition,
): Promise<void> {
  const reading = {
    ...{ signal, retryMs: RETRY_MS, maxFailures: MAX_FAILURES, mayFailAtFirst: true },
    ...(recorder && { recorder }),
  };
  try {
    for await (const event of readJobFeed(client, id, { ...reading, lastEventId: feed.lastEventId })) {
      feed.lastEventId = event.id;
      progress.apply(event);
      onChange(event);
    }
    feed.isThere = false;
  } catch (error) {
    if (isForNow(error)) return;
    // 404, 405, 406, or a page of something else: no feed here
    const isMissing = error instanceof RequestRefused && [404, 405, 406].includes(error.status);
    if (!isMissing && !(error instanceof UnexpectedAnswer)) throw error;
    feed.isThere = false;
  }
}

/** The job as the server shows it now. */
async function lookAgain(client: RestClient, id: string): Promise<JobAnswer> {
  try {
    return await requireJob(client, id);
  } catch (error) {
    if (!isForNow(error)) throw error;
    throw new EndUnknown(
      `How job ${id} ended is not known (${(error as Error).message}); push-harness job watch ${id} asks again.`,
      { cause: error },
    );
  }
}

/** Whether it says nothing of the job: nobody answers, or what stands before the server does. */
function isForNow(error: unknown): boolean {
  return error instanceof ServerUnreachable || (error instanceof RequestRefused && isTransient(error.status));
}

/** The job as the server shows it. Throws `CheckFailed` where there is none of this id. */
export async function requireJob(client: RestClient, id: string): Promise<JobAnswer> {
  const found = await job(client, id);
  if (found !== undefined) return found;
  throw new CheckFailed(
    `There is no job ${id} in organisation ${client.org}; push-harness job list shows those there are.`,
  );
}
