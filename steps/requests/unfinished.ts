import { Reply } from '../../protocol/client/reply.ts';
import { type BegunAt, beginRequest } from './begin-request.ts';

/**
 * Sends the beginning of a request and never its end, and gives the answer that comes nevertheless.
 * @param headers with `Content-Length`, or without for a body in chunks
 * @throws where no answer comes in time
 */
export async function sendUnfinished(
  server: BegunAt,
  path: string,
  headers: Readonly<Record<string, string>>,
  beginning: Buffer,
  patienceMs: number,
): Promise<Reply> {
  const url = server.url + path;
  const sending = await beginRequest(server, path, { method: 'POST', headers, timeout: patienceMs });
  return new Promise((resolve, reject) => {
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
