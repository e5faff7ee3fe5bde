import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorBody, UNDECLARED } from './error-body.ts';
import type { HttpRefusal } from './errors.ts';
import type { Lingerers } from './lingerers.ts';
import { declaredBytes } from './read-body.ts';

/** A body of so many bytes is read to its end in no time, and thrown away, so that the connection can be used again. */
const SMALL_BODY_BYTES = 65_536;

/** Whether a request that is refused leaves a body behind that is large, or has no end. */
export function leavesMuchUnread({ headers, raw }: FastifyRequest): boolean {
  if (raw.complete || raw.readableEnded) return false;
  return headers['transfer-encoding'] !== undefined || declaredBytes(headers) > SMALL_BODY_BYTES;
}

/** Answers a request whose body is not read to its end, and closes the connection. */
export function refuseUnread(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, headers, contentType, payload }: Pick<HttpRefusal, 'status' | 'headers'> & ErrorBody,
  lingerers: Lingerers,
): FastifyReply {
  const { raw: response } = reply.hijack();
  response.writeHead(status, {
    ...headers,
    ...(contentType !== UNDECLARED && { 'content-type': contentType }),
    'content-length': payload.byteLength,
    connection: 'close',
  });
  response.write(payload);
  lingerers.add(request.raw, response);
  return reply;
}
