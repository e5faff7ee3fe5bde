import type { FastifyPluginAsync } from 'fastify';
import type { HttpDeps } from './deps.ts';
import { GET_METRICS } from './schemas/server.ts';

/** `/metrics`, for Prometheus. */
export function metricsRoutes({ metrics }: HttpDeps): FastifyPluginAsync {
  return async (app) => {
    app.get('/metrics', { schema: GET_METRICS }, async (_request, reply) =>
      reply.header('content-type', metrics.contentType).send(Buffer.from(await metrics.text())),
    );
  };
}
