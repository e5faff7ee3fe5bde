import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type HttpRefusal, refusal } from './errors.ts';

const BY_NODE_CODE: Readonly<Record<string, () => HttpRefusal>> = {
  HPE_HEADER_OVERFLOW: () => refusal('headers_too_large'),
  ERR_HTTP_REQUEST_TIMEOUT: () => refusal('too_slow'),
};

/**
 * Answers what is not HTTP, or not in time, and closes the connection: no request of it is known to fastify.
 * @param onRefused told before it is answered
 */
export function clientErrorHandler(
  error: Error & { readonly code?: string },
  socket: Socket,
  onRefused: (refused: HttpRefusal) => void = () => undefined,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const refused = BY_NODE_CODE[error.code ?? '']?.() ?? refusal('bad_http');
  onRefused(refused);
  const { status, body } = refused;
  const payload = JSON.stringify(body);
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      `Content-Length: ${Buffer.byteLength(payload)}`,
      'Content-Type: application/json',
      'Connection: close',
      '',
      payload,
    ].join('\r\n'),
  );
}
