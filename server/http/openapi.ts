import { type FastifyInstance, type FastifyPluginAsync, fastify, type RouteOptions } from 'fastify';
import { jsonBytes, sendJsonBytes } from './reply.ts';
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

/** A route, as far as it is described. */
export type DescribedRoute = Pick<RouteOptions, 'method' | 'url' | 'schema'>;

/** Collects the schemas of every route registered after it. */
export function collectSchemas(app: FastifyInstance): readonly DescribedRoute[] {
  const routes: DescribedRoute[] = [];
  app.addHook('onRoute', ({ method, url, schema }) => {
    // fastify makes it of each GET by itself
    if (method !== 'HEAD') routes.push({ method, url, ...(schema !== undefined && { schema }) });
  });
  return routes;
}

/** The OpenAPI document of these routes. What makes it is loaded here: no start of a server has to wait for it. */
async function describe(routes: readonly DescribedRoute[]): Promise<unknown> {
  const { default: swagger } = await import('@fastify/swagger');
  const described = fastify();
  described.setValidatorCompiler(() => () => true);
  described.setSerializerCompiler(() => JSON.stringify);
  await described.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Push Jobs',
        description: 'Starts commands on many nodes at once, and reports the result on each.',
        version: '2.0',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: { securitySchemes: { signature: SIGNATURE } },
      security: [{ signature: [] }],
    },
  });
  for (const route of routes) described.route({ ...route, handler: () => undefined });
  await described.ready();
  return described.swagger();
}

/** `/openapi.json`: the document made of the schemas that validate. */
export function openApiRoutes(routes: readonly DescribedRoute[]): FastifyPluginAsync {
  let document: Promise<Buffer> | undefined;
  return async (app) => {
    app.get('/openapi.json', { schema: GET_OPENAPI }, async (_request, reply) => {
      document ??= describe(routes).then(jsonBytes);
      return sendJsonBytes(reply, 200, await document);
    });
  };
}
