import type { FastifyPluginAsync } from 'fastify';
import { formatHttpDate } from '../../protocol/time/dates.ts';
import type { StoreHealth } from '../store/trouble.ts';
import { troubleSentence } from '../store/trouble.ts';
import type { HttpDeps } from './deps.ts';
import { refusal } from './errors.ts';
import type { GuardPolicy } from './guard-policy.ts';
import { sendJson } from './reply.ts';
import { GET_STATUS } from './schemas/server.ts';

const JSON_ONLY = ['application/json'];

/**
 * `/pushy/_status`, for anybody. While nothing new is stored it has one key more, `storage`: what is well is answered to the
 * letter, and a server that holds the ends of jobs in memory goes on saying that it lives, lest somebody restarts it.
 * Source: protocol §2.
 */
export function statusRoutes(
  { jobs, nodes, store, incarnationId }: HttpDeps,
  { accepts }: Pick<GuardPolicy, 'accepts'>,
): FastifyPluginAsync {
  return async (app) => {
    app.get('/pushy/_status', { schema: GET_STATUS }, (request, reply) => {
      if (!accepts(request.headers.accept, JSON_ONLY))
        throw refusal('not_acceptable', JSON_ONLY.join(' or '));
      sendJson(reply, 200, {
        status: "it's alive",
        incarnation_id: incarnationId,
        node_fsm_count: nodes.count,
        job_processes: jobs.inMemory(),
        ...storageOf(store.health),
      });
    });
  };
}

function storageOf({ trouble, held }: StoreHealth) {
  if (trouble === undefined) return {};
  return {
    storage: {
      trouble: trouble.kind,
      since: formatHttpDate(trouble.sinceMs),
      sentence: troubleSentence(trouble.kind),
      unstored_changes: held.changes,
      unstored_bytes: held.bytes,
    },
  };
}
