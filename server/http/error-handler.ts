import type { FastifyReply, FastifyRequest } from 'fastify';
import { type AccessQuestion, AccessUnavailable } from '../access/access-unavailable.ts';
import { CannotRead, CannotStore } from '../store/trouble.ts';
import type { HttpDeps } from './deps.ts';
import type { ErrorWriter } from './error-body.ts';
import { HttpRefusal, MAX_REQUEST_BODY_BYTES, type RefusalCode, refusal } from './errors.ts';
import { Lingerers } from './lingerers.ts';
import { leavesMuchUnread, refuseUnread } from './refuse-unread.ts';
import { RequestWatch } from './watch-requests.ts';

/** What fastify itself refuses, before a handler is reached. */
const BY_FASTIFY_CODE: Readonly<Record<string, () => HttpRefusal>> = {
  FST_ERR_BAD_URL: () => refusal('bad_url'),
  FST_ERR_MAX_PARAM_LENGTH: () => refusal('bad_url'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => refusal('not_declared_json'),
};

/** How it is answered that a question to the Chef server came to nothing. Source: protocol §11. */
const BY_QUESTION = {
  organisation: 'no_organisation',
  principal: 'no_key',
  group: 'no_group',
} as const satisfies Readonly<Record<AccessQuestion, RefusalCode>>;

/**
 * Answers what was thrown: a refusal as its table says, trouble with the disk with its sentence, a Chef server that does
 * not answer with a line in the log, and everything else as our own error.
 */
export function errorHandler(
  { log, clock, dialect, watching }: Pick<HttpDeps, 'log' | 'clock' | 'dialect' | 'watching'>,
  write: ErrorWriter,
) {
  const lingerers = new Lingerers(clock);
  const watch = new RequestWatch(watching);
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): unknown => {
    const { method, url } = request;
    if (error instanceof AccessUnavailable) {
      const { question, reason, message } = error;
      log.warn({ question, reason, method, url }, message);
    }
    let refused = asRefusal(error);
    if (refused === undefined) {
      log.error({ err: error, method, url }, 'a request failed');
      refused = refusal('internal_error');
    }
    const { status, code, challenges } = refused;
    watch.refused(request, refused);
    const headers = { ...refused.headers, ...(challenges && { 'www-authenticate': dialect.challenge }) };
    const isTooLarge = code === 'too_large';
    const body = isTooLarge ? dialect.tooLarge(MAX_REQUEST_BODY_BYTES) : refused.body;
    const { contentType, payload } = write({ status, body, code, method });
    if (isTooLarge || leavesMuchUnread(request)) {
      watch.answered(request, { status, payload, contentType });
      return refuseUnread(request, reply, { status, headers, contentType, payload }, lingerers);
    }
    return reply.code(status).headers(headers).header('content-type', contentType).send(payload);
  };
}

function asRefusal(error: unknown): HttpRefusal | undefined {
  if (error instanceof HttpRefusal) return error;
  if (error instanceof CannotStore) return refusal('cannot_store', error.message);
  if (error instanceof CannotRead) return refusal('cannot_read', error.message);
  if (error instanceof AccessUnavailable) return refusal(BY_QUESTION[error.question], error.reason);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return Object.hasOwn(BY_FASTIFY_CODE, code) ? BY_FASTIFY_CODE[code]?.() : undefined;
}
