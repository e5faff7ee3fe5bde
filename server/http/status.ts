import type { FastifyPluginAsync } from 'fastify';
import type { HttpDeps } from './deps.ts';
import { sendJson } from './reply.ts';
import { GET_STATUS } from './schemas/server.ts';

/** `/pushy/_status`, for anybody. Source: protocol §2. */
export function statusRoutes({ jobs, nodes, incarnationId }: HttpDeps): FastifyPluginAsync {
  return async (app) => {
    app.get('/pushy/_status', { schema: GET_STATUS }, (_request, reply) => {
      sendJson(reply, 200, {
        status: "it's alive",
        incarnation_id: incarnationId,
        node_fsm_count: nodes.count,
        job_processes: jobs.inMemory(),
      });
    });
  };
}
