import fastify, { type FastifyInstance } from 'fastify';
import { associationRoutes } from './chef/associations.ts';
import { clientRoutes } from './chef/clients.ts';
import { groupRoutes } from './chef/groups.ts';
import { organisationRoutes } from './chef/organisations.ts';
import { principalRoutes } from './chef/principals.ts';
import { userRoutes } from './chef/users.ts';
import { clientErrorHandler } from './client-error.ts';
import type { HttpDeps } from './deps.ts';
import { diagnosisRoutes } from './diagnosis.ts';
import { errorHandler } from './error-handler.ts';
import { EventStreams } from './event-stream/event-streams.ts';
import { createGuards } from './guard.ts';
import { jobFeedRoutes } from './job-feed.ts';
import { jobOutputRoutes } from './job-output.ts';
import { jobRoutes } from './jobs.ts';
import { metricsRoutes } from './metrics.ts';
import { nodeConfigRoutes } from './node-config.ts';
import { nodeStateRoutes } from './node-states.ts';
import { refuseUnoffered } from './offered-methods.ts';
import { collectSchemas, openApiRoutes } from './openapi.ts';
import { orgFeedRoutes } from './org-feed.ts';
import { statusRoutes } from './status.ts';
import { bodySchemaValidator } from './validation.ts';

const ORGANISATION = '/organizations/:org';
const PUSHY = `${ORGANISATION}/pushy`;

/** A name in a path is as long as the headers of a request may be; nothing is found under most of them. */
const MAX_NAME_LENGTH = 65_536;

/** How long a client may take to send a request. Streams are answers, and may last. */
const REQUEST_TIMEOUT_MS = 120_000;

/** How long a request, or a reader of a stream, may take to end when the server stops. */
const CLOSE_GRACE_MS = 3_000;

/** In place of the compilers that fastify would load, which is a good part of a start: others are set. */
function replaced(): never {
  throw new Error('a schema was to be compiled before its compiler was set');
}

/** The whole REST interface, not listening yet. Closing it ends the streams of its readers. */
export async function buildHttp(deps: HttpDeps): Promise<FastifyInstance> {
  const onError = errorHandler(deps);
  const app = fastify({
    logger: false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: {
      ignoreTrailingSlash: true,
      ignoreDuplicateSlashes: true,
      maxParamLength: MAX_NAME_LENGTH,
    },
    frameworkErrors: onError,
    clientErrorHandler,
    schemaController: { compilersFactory: { buildValidator: replaced, buildSerializer: replaced } },
  });
  app.setErrorHandler(onError);
  app.decorateRequest('verified');
  app.setValidatorCompiler(bodySchemaValidator());
  // what is sent is JSON already: the schemas of responses only describe it
  app.setSerializerCompiler(() => JSON.stringify);
  // the guards have read the body, and parsed it where the route takes one
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (request, _payload, done) => done(null, request.verified?.json?.value));
  refuseUnoffered(app);

  const streams = new EventStreams({ ...deps, ...deps.timings });
  deps.metrics.gauge('feed_readers', 'Readers of feeds.', undefined, () => [['', streams.size]]);
  app.addHook('preClose', async () => {
    streams.stop();
    const timer = deps.clock.after(CLOSE_GRACE_MS, () => app.server.closeAllConnections());
    app.server.once('close', () => timer.cancel());
  });

  const responses = deps.metrics.counter(
    'http_responses',
    'HTTP responses by status, streams left out.',
    'status',
  );
  app.addHook('onSend', (request, reply, payload, done) => {
    responses.add(String(reply.statusCode));
    const { method, url, headers } = request;
    deps.watcher?.answered({ method, url, headers, status: reply.statusCode });
    done(null, payload);
  });

  if (deps.dialect.isDescribed) {
    const routes = collectSchemas(app);
    app.register(openApiRoutes(routes));
  }
  const guard = createGuards(deps);
  app.register(statusRoutes(deps));
  app.register(metricsRoutes(deps));
  app.register(jobRoutes(deps, guard), { prefix: PUSHY });
  app.register(jobOutputRoutes(deps, guard), { prefix: PUSHY });
  app.register(jobFeedRoutes(deps, guard, streams), { prefix: PUSHY });
  app.register(orgFeedRoutes(deps, guard, streams), { prefix: PUSHY });
  app.register(nodeStateRoutes(deps, guard), { prefix: PUSHY });
  app.register(nodeConfigRoutes(deps, guard), { prefix: PUSHY });
  app.register(diagnosisRoutes(deps, guard), { prefix: PUSHY });
  app.register(organisationRoutes(deps, guard));
  app.register(userRoutes(deps, guard));
  app.register(associationRoutes(deps, guard), { prefix: ORGANISATION });
  app.register(clientRoutes(deps, guard), { prefix: ORGANISATION });
  app.register(groupRoutes(deps, guard), { prefix: ORGANISATION });
  app.register(principalRoutes(deps, guard), { prefix: ORGANISATION });
  await app.ready();
  return app;
}
