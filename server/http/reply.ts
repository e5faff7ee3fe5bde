import type { FastifyReply, FastifyRequest } from 'fastify';
import { baseUri } from './base-uri.ts';

/** Answers with JSON. It is sent as bytes, since fastify would add a charset to the media type of a text. */
export function sendJson(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  return reply
    .code(status)
    .header('content-type', 'application/json')
    .send(Buffer.from(JSON.stringify(body)));
}

/** The URI of something in this server, from the parts of its path. */
export function uriOf(request: FastifyRequest, ...path: readonly string[]): string {
  return [baseUri(request.headers), ...path.map(encodeURIComponent)].join('/');
}
