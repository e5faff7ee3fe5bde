import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { isLoopback } from '../loopback.ts';
import { TraceQueue } from '../trace/trace-queue.ts';
import type { HttpDeps } from './deps.ts';
import { refusal, refusalForNow } from './errors.ts';
import type { EventStreams } from './event-stream/event-streams.ts';
import { EVENT_STREAM } from './feed-frames.ts';
import { type GuardMaker, verified } from './guard.ts';
import { mayAdminister } from './may-ask.ts';
import { orgOf } from './params.ts';
import { GET_TRACE } from './schemas/trace.ts';
import { stillReads } from './still-reads.ts';

/** Bytes that wait for one who follows; and so many may. */
const MAX_WAITING_BYTES = 1_048_576;
const MAX_FOLLOWERS = 16;
const MAX_NODES = 100;

/**
 * `trace`: what passes the doors of the server, for whoever administers the organisation, on this machine alone. It is
 * followed for as long as somebody listens; secrets are hidden from everybody. An extension of ours.
 */
export function traceRoutes(
  { access, tracing }: HttpDeps,
  guard: GuardMaker,
  streams: EventStreams,
): FastifyPluginAsync {
  let followers = 0;
  return async (app) => {
    const checks = guard({ mayAsk: mayAdminister, gives: [EVENT_STREAM], checkFirst: checkIsNear });
    app.get('/trace', { ...checks, schema: GET_TRACE }, async (request, reply) => {
      const [org, nodes] = [orgOf(request), nodesIn(request)];
      if (followers >= MAX_FOLLOWERS) throw refusalForNow('too_many_followers', MAX_FOLLOWERS);
      // before anything is waited for: all who come meanwhile would find the same room
      followers += 1;
      const { asker } = verified(request);
      try {
        await stillReads(access, verified(request), org, 'administer');
      } catch (error) {
        followers -= 1;
        throw error;
      }
      const queue = new TraceQueue(MAX_WAITING_BYTES);
      queue.begin({ org, nodes });
      let leave = () => {};
      const asked = { feedName: `trace of ${org}`, org, asker, right: 'administer' } as const;
      const reader = streams.attend(
        reply.hijack().raw,
        asked,
        () => queue.next(),
        () => {
          leave();
          followers -= 1;
        },
      );
      leave = tracing.follow({
        nodes,
        // what is of no organisation is of those who administer all
        ...(!asker.superuser && { org }),
        onEntry: (entry) => {
          queue.add(entry);
          reader.pull();
        },
      });
      return reply;
    });
  };
}

/** `?node=web1&node=web2`, names with commas between them as well. */
function nodesIn(request: FastifyRequest): readonly string[] {
  const { node = [] } = request.query as Readonly<Record<string, string | string[] | undefined>>;
  return [node]
    .flat()
    .flatMap((names) => names.split(','))
    .filter((name) => name !== '')
    .slice(0, MAX_NODES);
}

const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-proto'];

/** Of what a proxy hands on nobody knows whence it comes. */
function checkIsNear({ raw, headers }: FastifyRequest): void {
  const isHandedOn = PROXY_HEADERS.some((name) => headers[name] !== undefined);
  if (isHandedOn || !isLoopback(raw.socket.remoteAddress ?? '')) throw refusal('not_near');
}
