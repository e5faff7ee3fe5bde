import fastify, { type FastifyInstance } from 'fastify';
import { leaveUndeclared, writeHtmlError } from '../quirks/html-errors.ts';
import { WITHOUT_HEAD } from '../quirks/no-head.ts';
import { undecodedUrl } from '../quirks/undecoded-names.ts';
import { clientErrorHandler } from './client-error.ts';
import { boundedServer } from './connections/bounded-server.ts';
import { Pace } from './connections/pace.ts';
import { UnsentAnswers } from './connections/unsent-answers.ts';
import type { AppDeps } from './deps.ts';
import { jsonErrors } from './error-body.ts';
import { errorHandler } from './error-handler.ts';
import { METHOD_RULES, refuseUnoffered } from './offered-methods.ts';
import { bodySchemaValidator } from './validation.ts';
import { RequestWatch } from './watch-requests.ts';

/** A name in a path is as long as the headers of a request may be; nothing is found under most of them. */
const MAX_NAME_LENGTH = 65_536;

/** In place of the compilers that fastify would load, which is a good part of a start: others are set. */
function replaced(): never {
  throw new Error('a schema was to be compiled before its compiler was set');
}

/**
 * A REST interface that offers nothing yet: how it reads, refuses and counts.
 * @param pace of what is read much of, and of requests that are sent ahead
 */
export function newApp(deps: AppDeps, pace = new Pace()): FastifyInstance {
  const watch = new RequestWatch(deps.watching);
  const hasPages = deps.quirks.has('html-errors');
  const onError = errorHandler(deps, hasPages ? writeHtmlError : jsonErrors);
  const noHead = deps.quirks.has('no-head');
  const app = fastify({
    logger: false,
    routerOptions: {
      ignoreTrailingSlash: true,
      ignoreDuplicateSlashes: true,
      maxParamLength: MAX_NAME_LENGTH,
    },
    exposeHeadRoutes: !noHead,
    ...(deps.quirks.has('undecoded-names') && { rewriteUrl: undecodedUrl }),
    serverFactory: (answer) => boundedServer(answer, pace, deps),
    frameworkErrors: onError,
    clientErrorHandler: (error, socket) =>
      clientErrorHandler(error, socket, (refused) => watch.unreadable(refused, socket)),
    schemaController: { compilersFactory: { buildValidator: replaced, buildSerializer: replaced } },
  });
  app.setErrorHandler(onError);
  app.decorateRequest('verified');
  app.setValidatorCompiler(bodySchemaValidator(deps.validation));
  // what is sent is JSON already: the schemas of responses only describe it
  app.setSerializerCompiler(() => JSON.stringify);
  // the guards have read the body, and parsed it where the route takes one
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (request, _payload, done) => done(null, request.verified?.json?.value));
  if (hasPages) leaveUndeclared(app);
  refuseUnoffered(app, noHead ? WITHOUT_HEAD : METHOD_RULES);

  const responses = deps.metrics.counter(
    'http_responses',
    'HTTP responses by status, streams left out.',
    'status',
  );
  const unsent = unsentOf(deps);
  app.addHook('preHandler', (request, _reply, done) => {
    watch.asked(request);
    done();
  });
  app.addHook('onClose', async () => unsent.stop());
  app.addHook('onSend', (request, reply, payload, done) => {
    responses.add(String(reply.statusCode));
    if (Buffer.isBuffer(payload)) unsent.add(reply.raw, payload, request.url);
    if (!watch.isWatched) return done(null, payload);
    watch.answered(request, {
      status: reply.statusCode,
      payload: typeof payload === 'string' || payload instanceof Uint8Array ? payload : undefined,
      contentType: reply.getHeader('content-type')?.toString(),
    });
    done(null, payload);
  });
  return app;
}

function unsentOf({ clock, timings, metrics, bounds }: AppDeps): UnsentAnswers {
  const unsent = new UnsentAnswers({
    clock,
    maxBytes: timings.maxUnsentBytes,
    onCutOff: (url) => bounds.met('unsent', { url }),
  });
  metrics.gauge('unsent_bytes', 'Bytes of answers that their clients have not taken.', undefined, () => [
    ['', unsent.bytes],
  ]);
  return unsent;
}
