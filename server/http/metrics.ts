import type { FastifyPluginAsync } from 'fastify';
import type { HttpDeps } from './deps.ts';
import { GET_METRICS } from './schemas/server.ts';
import { SharedMaking } from './shared-making.ts';

/** `/metrics`, for Prometheus. */
export function metricsRoutes({ metrics }: HttpDeps): FastifyPluginAsync {
  const text = new SharedMaking(async () => Buffer.from(await metrics.text()));
  return async (app) => {
    app.get('/metrics', { schema: GET_METRICS }, async (_request, reply) =>
      reply.header('content-type', metrics.contentType).send(await text.get()),
    );
  };
}
