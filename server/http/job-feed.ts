import { formatFeedTimestamp } from '../../protocol/time/dates.ts';
import type { EventIds } from '../dialects/dialect.ts';
import type { JobEvent, NumberedEvent } from '../feeds/event.ts';
import type { JobFeed, RecordedEvents } from '../feeds/feeds.ts';
import { jobHome } from '../quirks/any-organisation-reads.ts';
import { feedPolicies } from '../quirks/feed-quirks.ts';
import type { HttpDeps } from './deps.ts';
import { refusal } from './errors.ts';
import type { EventStreams } from './event-stream/event-streams.ts';
import { FeedText } from './event-stream/feed-text.ts';
import { formatFeedEvent } from './event-stream/frame.ts';
import { readExampleAs } from './example-types.ts';
import { EVENT_STREAM, eventFrame, FEED_PATHS, lastEventId } from './feed-frames.ts';
import { type GuardMaker, verified } from './guard.ts';
import { mayRead } from './may-ask.ts';
import { orgOf } from './params.ts';
import { GET_JOB_FEED } from './schemas/feeds.ts';
import type { TypedRoutes } from './schemas/schema-types.ts';
import { SharedMakings } from './shared-making.ts';
import { stillReads } from './still-reads.ts';

type FrameOf = (event: NumberedEvent<JobEvent>) => Buffer;

/** The feed of one job. Source: seeds, jobs_status_feed/JOBID; protocol §7. */
export function jobFeedRoutes(
  { access, jobs, dialect, clock, quirks }: HttpDeps,
  guard: GuardMaker,
  streams: EventStreams,
): TypedRoutes {
  const texts = new WeakMap<JobFeed, FeedText<JobEvent>>();
  const summaries = new SharedMakings<Buffer | undefined>();
  const { last } = feedPolicies(quirks);
  const home = jobHome(jobs, quirks);

  /** What is left of a feed when its job has left memory. */
  async function summary(org: string, id: string, ids: EventIds): Promise<Buffer | undefined> {
    const job = await jobs.get(org, id);
    if (job === undefined) return undefined;
    const timestamp = formatFeedTimestamp(clock.now() * 1_000);
    return formatFeedEvent('summary', ids.summary, {
      timestamp,
      ...dialect.job(job, { includeFile: false }),
    });
  }

  function textOf(feed: JobFeed, frameOf: FrameOf): FeedText<JobEvent> {
    const known = texts.get(feed);
    if (known !== undefined) return known;
    const text = new FeedText(feed.events(), frameOf);
    texts.set(feed, text);
    return text;
  }

  return async (app) => {
    const guarded = guard({ mayAsk: mayRead, gives: [EVENT_STREAM] });
    const rules = { onRequest: [readExampleAs(EVENT_STREAM, dialect), guarded.onRequest] };
    for (const path of FEED_PATHS) {
      app.get(`${path}/:id`, { ...rules, schema: GET_JOB_FEED }, async (request, reply) => {
        const { id } = request.params;
        const org = await home(request);
        const ids = dialect.eventIds('job', id);
        const lastId = lastEventId(request);
        const saysEnd = lastId !== undefined && ids.place(lastId) === 'end';
        const asked = { feedName: id, org: orgOf(request), asker: verified(request).asker };
        await stillReads(access, verified(request), asked.org);
        const feed = jobs.feeds.jobFeed(org, id);
        if (feed === undefined) {
          const frame = await summaries.get(`${org}/${id}`, () => summary(org, id, ids));
          if (frame === undefined) throw refusal('unknown_job', id);
          if (saysEnd) return reply.code(204).send();
          streams.once(reply.hijack().raw, asked, last(frame));
          return reply;
        }
        const seen = countSeen(feed.events(), ids, lastId);
        if (saysEnd && seen > 0) return reply.code(204).send();
        const frameOf: FrameOf = (event) => eventFrame(ids, event, dialect.jobEvent(event));
        const supply = textOf(feed, frameOf).from(seen, feed.ended ? last : undefined);
        streams.follow(reply.hijack().raw, asked, feed, { supply, goesOn: true }, frameOf);
        return reply;
      });
    }
  };
}

/** How many of the events a reader has read; none where the id is not of this feed. */
function countSeen(events: RecordedEvents<JobEvent>, ids: EventIds, lastId: string | undefined): number {
  const place = lastId === undefined ? undefined : ids.place(lastId);
  if (place === undefined) return 0;
  const seen = place === 'end' ? events.length : place;
  const last = seen > 0 ? events.at(seen - 1) : undefined;
  return last !== undefined && ids.of(last) === lastId ? seen : 0;
}
