import { request } from 'node:http';
import { request as requestOverTls } from 'node:https';
import { Reply } from '../../protocol/client/reply.ts';
import type { ServerReach } from '../../protocol/client/server-reach.ts';
import { serverTls } from '../../protocol/client/server-tls.ts';

/**
 * Sends the beginning of a request and never its end, and gives the answer that comes nevertheless.
 * @param headers with `Content-Length`, or without for a body in chunks
 * @throws where no answer comes in time
 */
export function sendUnfinished(
  server: { readonly url: string; readonly reach?: ServerReach },
  path: string,
  headers: Readonly<Record<string, string>>,
  beginning: Buffer,
  patienceMs: number,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const url = server.url + path;
    const tls = serverTls(url, server.reach ?? {});
    const begin = url.startsWith('https:') ? requestOverTls : request;
    const sending = begin(url, { method: 'POST', headers, timeout: patienceMs, ...tls });
    sending.on('response', async (response) => {
      const body: Buffer[] = [];
      try {
        for await (const chunk of response) body.push(chunk);
        const sent = { method: 'POST', path: new URL(url).pathname, headers, body: beginning };
        const { statusCode = 0 } = response;
        resolve(new Reply(`POST ${url}`, statusCode, response.headers, Buffer.concat(body), sent));
      } catch (error) {
        reject(error);
      }
      sending.destroy();
    });
    sending.on('timeout', () => sending.destroy(new Error(`no answer to POST ${url} in ${patienceMs} ms`)));
    sending.on('error', reject);
    sending.flushHeaders();
    if (beginning.byteLength > 0) sending.write(beginning);
  });
}
