import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Clock } from '../../protocol/time/clock.ts';
import { HttpRefusal, refusal } from './errors.ts';
import { refuseUnread } from './refuse-unread.ts';
import { sendJson } from './reply.ts';

/** What fastify itself refuses, before a handler is reached. */
const BY_FASTIFY_CODE: Readonly<Record<string, () => HttpRefusal>> = {
  FST_ERR_BAD_URL: () => refusal('bad_url'),
  FST_ERR_MAX_PARAM_LENGTH: () => refusal('bad_url'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => refusal('not_declared_json'),
};

/** Answers what was thrown: a refusal as its table says, everything else as our own error, with a line in the log. */
export function errorHandler({ log, clock }: { readonly log: Logger; readonly clock: Clock }) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): unknown => {
    const refused = asRefusal(error);
    if (refused === undefined) {
      log.error({ err: error, method: request.method, url: request.url }, 'a request failed');
      return sendJson(reply, 500, { error: ['internal server error'] });
    }
    if (refused.code === 'too_large') return refuseUnread(request, reply, refused, clock);
    return sendJson(reply.headers(refused.headers), refused.status, refused.body);
  };
}

function asRefusal(error: unknown): HttpRefusal | undefined {
  if (error instanceof HttpRefusal) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return Object.hasOwn(BY_FASTIFY_CODE, code) ? BY_FASTIFY_CODE[code]?.() : undefined;
}
