import type { FastifyPluginAsync } from 'fastify';
import { formatFeedTimestamp } from '../../protocol/time/dates.ts';
import type { EventIds } from '../dialects/dialect.ts';
import type { NumberedEvent, OrgEvent } from '../feeds/event.ts';
import type { OrgFeed } from '../feeds/feeds.ts';
import type { HttpDeps } from './deps.ts';
import type { EventStreams } from './event-stream/event-streams.ts';
import { formatFrame } from './event-stream/frame.ts';
import { EVENT_STREAM_TYPES, FEED_PATHS, FeedFrames, lastEventId } from './feed-frames.ts';
import type { GuardMaker } from './guard.ts';
import { mayRead } from './may-ask.ts';
import { orgOf } from './params.ts';
import { GET_ORG_FEED } from './schemas/feeds.ts';

/** The feed of an organisation: every start and end of a job. Source: seeds, jobs_status_feed; protocol §7. */
export function orgFeedRoutes(
  { jobs, dialect }: HttpDeps,
  guard: GuardMaker,
  streams: EventStreams,
): FastifyPluginAsync {
  const frames = new FeedFrames<OrgEvent>(dialect.orgEvent);

  /** What happened before a reader came, so far as it asks for it. */
  function history(feed: OrgFeed, ids: EventIds, lastId: string | undefined): readonly Buffer[] {
    if (lastId === undefined) return [];
    const { horizonMicros, events } = feed.recorded();
    const place = ids.place(lastId);
    const last = events.findIndex(({ number }) => number === place);
    const missed = events.slice(last + 1).map((event) => frames.of(ids, event));
    if (last >= 0) return missed;
    const timestamp = formatFeedTimestamp(horizonMicros);
    return [formatFrame('start_of_history', ids.startOfHistory, { timestamp }), ...missed];
  }

  return async (app) => {
    const rules = guard({ mayAsk: mayRead, gives: EVENT_STREAM_TYPES });
    for (const path of FEED_PATHS) {
      app.get(path, { ...rules, schema: GET_ORG_FEED }, async (request, reply) => {
        const org = orgOf(request);
        const feed = jobs.feeds.orgFeed(org);
        const ids = dialect.eventIds('org', feed.key);
        const frameOf = (event: NumberedEvent<OrgEvent>) => frames.of(ids, event);
        streams.follow(reply.hijack().raw, org, feed, history(feed, ids, lastEventId(request)), frameOf);
        return reply;
      });
    }
  };
}
