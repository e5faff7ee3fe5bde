import type { FastifyReply, FastifyRequest } from 'fastify';
import { baseUri, type ForwardedScheme, forwardedScheme } from './base-uri.ts';

/** Answers with JSON. */
export function sendJson(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  return sendJsonBytes(reply, status, jsonBytes(body));
}

/** Answers with JSON that is written already. */
export function sendJsonBytes(reply: FastifyReply, status: number, bytes: Buffer): FastifyReply {
  return reply.code(status).header('content-type', 'application/json').send(bytes);
}

/** A value as JSON, in bytes, since fastify would add a charset to the media type of a text. */
export function jsonBytes(body: unknown): Buffer {
  return Buffer.from(JSON.stringify(body));
}

/** The URI of something in this server, from the parts of its path. */
export function uriOf(request: FastifyRequest, ...path: readonly string[]): string {
  return [baseUri(request), ...path.map(encodeURIComponent)].join('/');
}

/** The URI of a job, whether there is one or not. */
export type JobUri = (request: FastifyRequest, org: string, id: string) => string;

/** @param schemeOf reads `X-Forwarded-Proto` */
export function jobUri(schemeOf: ForwardedScheme = forwardedScheme): JobUri {
  return (request, org, id) =>
    `${baseUri(request, schemeOf)}/organizations/${encodeURIComponent(org)}/pushy/jobs/${id}`;
}
