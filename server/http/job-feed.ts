import type { FastifyPluginAsync } from 'fastify';
import { formatFeedTimestamp } from '../../protocol/time/dates.ts';
import type { EventIds } from '../dialects/dialect.ts';
import type { JobEvent, NumberedEvent } from '../feeds/event.ts';
import type { HttpDeps } from './deps.ts';
import { refusal } from './errors.ts';
import type { EventStreams } from './event-stream/event-streams.ts';
import { formatFrame } from './event-stream/frame.ts';
import { EVENT_STREAM_TYPES, FEED_PATHS, FeedFrames, lastEventId } from './feed-frames.ts';
import type { GuardMaker } from './guard.ts';
import { mayRead } from './may-ask.ts';
import { orgOf, param } from './params.ts';
import { GET_JOB_FEED } from './schemas/feeds.ts';

/** The feed of one job. Source: seeds, jobs_status_feed/JOBID; protocol §7. */
export function jobFeedRoutes(
  { jobs, dialect, clock }: HttpDeps,
  guard: GuardMaker,
  streams: EventStreams,
): FastifyPluginAsync {
  const frames = new FeedFrames<JobEvent>(dialect.jobEvent);

  /** What is left of a feed when its job has left memory. */
  async function summary(org: string, id: string, ids: EventIds): Promise<Buffer> {
    const job = await jobs.get(org, id);
    if (job === undefined) throw refusal('unknown_job', id);
    const timestamp = formatFeedTimestamp(clock.now() * 1_000);
    return formatFrame('summary', ids.summary, { timestamp, ...dialect.job(job, { includeFile: false }) });
  }

  return async (app) => {
    const rules = guard({ mayAsk: mayRead, gives: EVENT_STREAM_TYPES });
    for (const path of FEED_PATHS) {
      app.get(`${path}/:id`, { ...rules, schema: GET_JOB_FEED }, async (request, reply) => {
        const [org, id] = [orgOf(request), param(request, 'id')];
        const ids = dialect.eventIds('job', id);
        const lastId = lastEventId(request);
        const saysEnd = lastId !== undefined && ids.place(lastId) === 'end';
        const feed = jobs.feeds.jobFeed(org, id);
        if (feed === undefined) {
          const frame = await summary(org, id, ids);
          if (saysEnd) return reply.code(204).send();
          streams.once(reply.hijack().raw, id, frame);
          return reply;
        }
        const events = feed.events();
        const seen = countSeen(events, ids, lastId);
        if (saysEnd && seen > 0) return reply.code(204).send();
        const frameOf = (event: NumberedEvent<JobEvent>) => frames.of(ids, event);
        streams.follow(reply.hijack().raw, id, feed, events.slice(seen).map(frameOf), frameOf);
        return reply;
      });
    }
  };
}

/** How many of the events a reader has read; none where the id is not of this feed. */
function countSeen(
  events: readonly NumberedEvent<JobEvent>[],
  ids: EventIds,
  lastId: string | undefined,
): number {
  const place = lastId === undefined ? undefined : ids.place(lastId);
  if (place === undefined) return 0;
  const seen = place === 'end' ? events.length : place;
  const last = events[seen - 1];
  return last !== undefined && ids.of(last) === lastId ? seen : 0;
}
