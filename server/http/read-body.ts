import type { IncomingMessage } from 'node:http';
import { MAX_REQUEST_BODY_BYTES, refusal } from './errors.ts';

const NO_BODY = Buffer.alloc(0);

/**
 * The bytes of a request's body. Rejects with `too_large` as soon as it is known to be so, from `Content-Length` before
 * a byte is read, and leaves the rest unread.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const { 'content-length': contentLength, 'transfer-encoding': transferEncoding } = request.headers;
  if (Number(contentLength) > MAX_REQUEST_BODY_BYTES) throw refusal('too_large');
  if (transferEncoding === undefined && (contentLength === undefined || contentLength === '0'))
    return NO_BODY;
  return await collect(request);
}

function collect(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const onData = (chunk: Buffer) => {
      bytes += chunk.byteLength;
      chunks.push(chunk);
      if (bytes > MAX_REQUEST_BODY_BYTES) finish(() => reject(refusal('too_large')));
    };
    const onEnd = () => finish(() => resolve(Buffer.concat(chunks)));
    // closed before its end: there is nobody left to answer
    const onClose = () => finish(() => reject(refusal('bad_http')));
    const finish = (settle: () => void) => {
      request.pause();
      request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose);
      settle();
    };
    request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
  });
}
