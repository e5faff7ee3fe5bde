import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../protocol/time/clock.ts';
import type { HttpRefusal } from './errors.ts';

/** How long, and how much, is still taken from a client that has not finished sending. */
const LINGER_MS = 1_000;
const LINGER_BYTES = 1_048_576;

/**
 * Answers a request whose body is not read to its end, and closes the connection. A connection closed while bytes come
 * in is reset, and the client may never see its answer: so a little more is taken and thrown away first. A client that
 * sends more than that is left waiting for the end of it.
 */
export function refuseUnread(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, body, headers }: HttpRefusal,
  clock: Clock,
): FastifyReply {
  const payload = Buffer.from(JSON.stringify(body));
  const { raw: response } = reply.hijack();
  response.writeHead(status, {
    ...headers,
    'content-type': 'application/json',
    'content-length': payload.byteLength,
    connection: 'close',
  });
  response.write(payload);

  let taken = 0;
  const timer = clock.after(LINGER_MS, () => response.end());
  const finish = () => {
    timer.cancel();
    response.end();
  };
  request.raw.on('data', (chunk: Buffer) => {
    taken += chunk.byteLength;
    if (taken > LINGER_BYTES) request.raw.pause();
  });
  request.raw.once('end', finish).once('close', finish).resume();
  return reply;
}
