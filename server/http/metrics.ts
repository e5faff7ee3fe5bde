import type { FastifyPluginAsync } from 'fastify';
import type { Pace } from './connections/pace.ts';
import type { HttpDeps } from './deps.ts';
import { GET_METRICS } from './schemas/server.ts';
import { SharedMaking } from './shared-making.ts';

/** `/metrics`, for Prometheus. @param pace at which the text is made: anybody may ask, and it takes milliseconds */
export function metricsRoutes({ metrics }: HttpDeps, pace: Pick<Pace, 'turn'>): FastifyPluginAsync {
  const text = new SharedMaking(async () => {
    await pace.turn();
    return Buffer.from(await metrics.text());
  });
  return async (app) => {
    app.get('/metrics', { schema: GET_METRICS }, async (_request, reply) =>
      reply.header('content-type', metrics.contentType).send(await text.get()),
    );
  };
}
