import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { sendJson } from './reply.ts';
import { GET_OPENAPI } from './schemas/server.ts';

/** The signature, as far as OpenAPI can say it. Source: protocol §1. */
const SIGNATURE = {
  type: 'apiKey',
  in: 'header',
  name: 'X-Ops-Authorization-1',
  description:
    'A request signed with the RSA key of a user or client: X-Ops-Sign (version 1.0, 1.1 or 1.3), X-Ops-Userid, ' +
    'X-Ops-Timestamp, X-Ops-Content-Hash, and the signature in X-Ops-Authorization-1 and following, 60 characters each.',
} as const;

/** Collects the schemas of every route registered after it. */
export async function collectSchemas(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Push Jobs',
        description: 'Starts commands on many nodes at once, and tells what became of them.',
        version: '2.0',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: { securitySchemes: { signature: SIGNATURE } },
      security: [{ signature: [] }],
    },
  });
}

/** `/openapi.json`: the document made of the schemas that validate. */
export function openApiRoutes(): FastifyPluginAsync {
  return async (app) => {
    app.get('/openapi.json', { schema: GET_OPENAPI }, (_request, reply) =>
      sendJson(reply, 200, app.swagger()),
    );
  };
}
