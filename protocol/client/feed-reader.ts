import { pause } from '../time/pause.ts';
import { AnswerTooLarge, isRefused, RequestRefused, ServerUnreachable, UnexpectedAnswer } from './errors.ts';
import { createFeedParser, type FeedEvent, type FeedListeners } from './feed-event.ts';
import { Reply } from './reply.ts';
import type { RestClient } from './rest-client.ts';
import type { StreamedReply } from './streamed-reply.ts';
import { askedWaitMs, isTransient } from './transient.ts';
import { wholeBody } from './whole-body.ts';

export interface FeedOptions {
  readonly client: RestClient;
  /** Absolute, `/organizations/ORG/pushy/…`. */
  readonly path: string;
  /** The feed goes on behind this event. */
  readonly lastEventId?: string;
  /** Ends the feed, without an error. */
  readonly signal?: AbortSignal;
  /** Names of events after which a closed connection is the end of the feed, not an accident. */
  readonly endAfter?: readonly string[];
  /** Pause before a reconnect until the server asks for another. */
  readonly retryMs?: number;
  /** A connection without even a keep-alive for this long is broken; 0 waits for ever. */
  readonly silenceTimeoutMs?: number;
  /** Reconnects that may fail in a row. */
  readonly maxFailures?: number;
  /** Whether the first attempt may fail as well, since the server is known to have the feed. */
  readonly mayFailAtFirst?: boolean;
  readonly recorder?: FeedRecorder;
}

/** Told of the bytes of a feed as they come. What it throws ends the feed. */
export interface FeedRecorder {
  /** @param lastEventId behind which the feed is to go on; empty: from where the server begins */
  connected(lastEventId: string): void;
  bytes(chunk: Uint8Array): void;
}

/** A job's feed is over when the server closes it behind one of these. Source: protocol §7. */
export const JOB_FEED_ENDS: readonly string[] = ['job_complete', 'summary'];

const DEFAULT_RETRY_MS = 1_000;
/** Four times the server's keep-alive. Source: protocol §7. */
const DEFAULT_SILENCE_TIMEOUT_MS = 60_000;
const DEFAULT_MAX_FAILURES = 10;
const LONGEST_BACKOFF_MS = 30_000;
/** A server may ask for any pause; timers take no more than 24 days, and nobody waits as long. */
const LONGEST_RETRY_MS = 3_600_000;

/** Where a reader stands; outlives its connections. */
interface Position {
  lastEventId: string;
  retryMs: number;
  ended: boolean;
}

/**
 * The events of a feed, each once, over as many connections as it takes. It ends with a 204, with the signal, or with
 * a connection that closes behind an event of `endAfter`. Source: protocol §7.
 *
 * @throws ServerUnreachable where the first attempt fails and must not, or too many reconnects in a row
 * @throws RequestRefused where the server says no
 * @throws UnexpectedAnswer where what comes is no feed, AnswerTooLarge where it is more than the client reads
 */
export async function* readFeed(options: FeedOptions): AsyncGenerator<FeedEvent, void, undefined> {
  const { client, signal } = options;
  const position: Position = {
    lastEventId: options.lastEventId ?? '',
    retryMs: options.retryMs ?? DEFAULT_RETRY_MS,
    ended: false,
  };
  let failures = 0;
  let tolerated = options.mayFailAtFirst ? (options.maxFailures ?? DEFAULT_MAX_FAILURES) : 0;
  while (!signal?.aborted) {
    const reply = await connect(options, position.lastEventId, failures < tolerated);
    let waitMs: number | undefined;
    if (reply === 'over') return;
    if ('failed' in reply) {
      failures++;
      waitMs = reply.waitMs;
    } else {
      failures = 0;
      tolerated = options.maxFailures ?? DEFAULT_MAX_FAILURES;
      yield* eventsOf(reply, options, position);
    }
    if (position.ended || signal?.aborted) return;
    await pause(client.clock, waitMs ?? backoffMs(position.retryMs, failures), signal);
  }
}

/** The feed of one job, to its end. */
export function readJobFeed(
  client: RestClient,
  jobId: string,
  options: Partial<FeedOptions> = {},
): AsyncGenerator<FeedEvent, void, undefined> {
  const path = client.pushyPath(`job_status_feed/${encodeURIComponent(jobId)}`);
  return readFeed({ client, path, endAfter: JOB_FEED_ENDS, ...options });
}

/** The feed of an organisation, which has no end but the signal's. */
export function readOrganisationFeed(
  client: RestClient,
  options: Partial<FeedOptions> = {},
): AsyncGenerator<FeedEvent, void, undefined> {
  return readFeed({ client, path: client.pushyPath('job_status_feed'), ...options });
}

/**
 * What passes the doors of our server, decoded, from now on; it has no end but the signal's. Events: `following`,
 * `entry`, `dropped`. @param nodes of which alone; none: of all
 */
export function readTrace(
  client: RestClient,
  nodes: readonly string[],
  options: Partial<FeedOptions> = {},
): AsyncGenerator<FeedEvent, void, undefined> {
  const query = nodes.map((node) => `node=${encodeURIComponent(node)}`).join('&');
  const path = client.pushyPath(query === '' ? 'trace' : `trace?${query}`);
  return readFeed({ client, path, ...options });
}

/** A failure that is tolerated. */
interface Failed {
  readonly failed: true;
  /** How long the server asks to be left alone, milliseconds. */
  readonly waitMs: number | undefined;
}

/** Opens a connection. `over` is a 204 or the signal. */
async function connect(
  options: FeedOptions,
  lastEventId: string,
  mayFail: boolean,
): Promise<StreamedReply | 'over' | Failed> {
  const { client, path, signal } = options;
  try {
    const reply = await client.stream(path, {
      headers: {
        Accept: 'text/event-stream',
        'Cache-Control': 'no-cache',
        'Last-Event-ID': lastEventId === '' ? undefined : lastEventId,
      },
      silenceTimeoutMs: options.silenceTimeoutMs ?? DEFAULT_SILENCE_TIMEOUT_MS,
      ...(signal && { signal }),
    });
    return await judged(reply, options, mayFail);
  } catch (error) {
    if (signal?.aborted) return 'over';
    if (mayFail && error instanceof ServerUnreachable) return { failed: true, waitMs: undefined };
    throw error;
  }
}

async function judged(
  reply: StreamedReply,
  { client, path }: FeedOptions,
  mayFail: boolean,
): Promise<StreamedReply | 'over' | Failed> {
  const isFeed = String(reply.headers['content-type']).startsWith('text/event-stream');
  if (reply.status === 200 && isFeed) return reply;
  const bytes = await wholeBody(reply.body, client.maxAnswerBytes, () => tooLarge(client, path, 'answer'));
  if (reply.status === 204) return 'over';
  // a server that is just being started or overloaded, or what stands before it
  if ((reply.status >= 500 || isTransient(reply.status)) && mayFail)
    return { failed: true, waitMs: askedWaitMs(reply.headers['retry-after'], client.clock.now()) };
  const whole = new Reply(`GET ${path}`, reply.status, reply.headers, bytes, reply.sent);
  if (isRefused(whole)) throw new RequestRefused(whole);
  throw new UnexpectedAnswer(whole.asked, 'event stream', whole.text);
}

/** The events of one connection. The position moves before the event is given out, so that none comes twice. */
async function* eventsOf(
  reply: StreamedReply,
  options: FeedOptions,
  position: Position,
): AsyncGenerator<FeedEvent, void, undefined> {
  const waiting: FeedEvent[] = [];
  const { client, path, recorder } = options;
  recorder?.connected(position.lastEventId);
  let failure: UnexpectedAnswer | undefined;
  const listeners: FeedListeners = {
    onEvent(event) {
      client.observer?.event(path, event);
      waiting.push(event);
      if (event.id !== '' && isHeaderText(event.id)) position.lastEventId = event.id;
      position.ended ||= options.endAfter?.includes(event.event) ?? false;
    },
    onRetry(ms) {
      position.retryMs = Math.min(ms, LONGEST_RETRY_MS);
    },
    onMalformed(text) {
      failure ??= new UnexpectedAnswer(`GET ${path}`, 'JSON object as data', text);
    },
    onTooLong() {
      failure ??= tooLarge(client, path, 'event of the answer');
    },
  };
  const parser = createFeedParser(listeners, client.maxAnswerBytes);
  const chunks: AsyncIterator<Uint8Array> = reply.body[Symbol.asyncIterator]();
  try {
    for (let chunk = await nextChunk(chunks); ; chunk = await nextChunk(chunks)) {
      if (chunk) {
        recorder?.bytes(chunk);
        parser.feed(chunk);
      } else parser.end();
      yield* waiting.splice(0);
      if (failure !== undefined) throw failure;
      if (!chunk) return;
    }
  } finally {
    await chunks.return?.();
  }
}

/** Whether a request can carry it. The ids of Push Jobs servers are of a few letters, digits and hyphens. */
function isHeaderText(text: string): boolean {
  return /^[\t -~]*$/.test(text);
}

function tooLarge({ serverUrl, maxAnswerBytes }: RestClient, path: string, what: string): AnswerTooLarge {
  return new AnswerTooLarge(serverUrl, `GET ${path}`, what, maxAnswerBytes);
}

/** The next bytes, or undefined where the connection is at its end, be it closed or cut. */
async function nextChunk(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    const next = await chunks.next();
    return next.done ? undefined : next.value;
  } catch {
    // a cut connection is what the reconnect is for
    return undefined;
  }
}

/** The pause doubles with each failure, up to a bound that the server's own wish may pass. */
function backoffMs(retryMs: number, failures: number): number {
  return Math.max(retryMs, Math.min(retryMs * 2 ** failures, LONGEST_BACKOFF_MS));
}
