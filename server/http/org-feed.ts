import type { FastifyPluginAsync } from 'fastify';
import { formatFeedTimestamp } from '../../protocol/time/dates.ts';
import type { EventIds } from '../dialects/dialect.ts';
import type { NumberedEvent, OrgEvent } from '../feeds/event.ts';
import type { OrgFeed } from '../feeds/feeds.ts';
import { feedPolicies } from '../quirks/feed-quirks.ts';
import type { HttpDeps } from './deps.ts';
import type { EventStreams } from './event-stream/event-streams.ts';
import { formatFeedEvent } from './event-stream/frame.ts';
import { readExampleAs } from './example-types.ts';
import { EVENT_STREAM, FEED_PATHS, FeedFrames, lastEventId } from './feed-frames.ts';
import { type GuardMaker, verified } from './guard.ts';
import { mayRead } from './may-ask.ts';
import { orgOf } from './params.ts';
import { GET_ORG_FEED } from './schemas/feeds.ts';
import { stillReads } from './still-reads.ts';

/** The feed of an organisation: every start and end of a job. Source: seeds, jobs_status_feed; protocol §7. */
export function orgFeedRoutes(
  { access, jobs, dialect, quirks }: HttpDeps,
  guard: GuardMaker,
  streams: EventStreams,
): FastifyPluginAsync {
  const frames = new FeedFrames<OrgEvent>(dialect.orgEvent);
  const { missed: inOrder } = feedPolicies(quirks);

  /** What happened before a reader came, so far as it asks for it. */
  function* history(feed: OrgFeed, ids: EventIds, lastId: string | undefined): Generator<Buffer, undefined> {
    if (lastId === undefined) return;
    const { horizonMicros, events } = feed.recorded();
    const place = ids.place(lastId);
    const last = events.findIndex(({ number }) => number === place);
    const missed = events.slice(last + 1);
    if (last < 0) {
      const timestamp = formatFeedTimestamp(horizonMicros);
      yield formatFeedEvent('start_of_history', ids.startOfHistory, { timestamp });
    }
    for (const event of last < 0 ? missed : inOrder(missed)) yield frames.of(ids, event);
  }

  return async (app) => {
    const guarded = guard({ mayAsk: mayRead, gives: [EVENT_STREAM] });
    const rules = { onRequest: [readExampleAs(EVENT_STREAM, dialect), guarded.onRequest] };
    for (const path of FEED_PATHS) {
      app.get(path, { ...rules, schema: GET_ORG_FEED }, async (request, reply) => {
        const org = orgOf(request);
        const feed = jobs.feeds.orgFeed(org);
        const ids = dialect.eventIds('org', feed.key);
        const frameOf = (event: NumberedEvent<OrgEvent>) => frames.of(ids, event);
        await stillReads(access, verified(request), org);
        const asked = { feedName: org, org, asker: verified(request).asker };
        const missed = history(feed, ids, lastEventId(request));
        const supply = () => missed.next().value;
        streams.follow(reply.hijack().raw, asked, feed, { supply, goesOn: false }, frameOf);
        return reply;
      });
    }
  };
}
