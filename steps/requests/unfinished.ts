import { request } from 'node:http';
import { Reply } from '../../protocol/client/reply.ts';

/**
 * Sends the beginning of a request and never its end, and gives the answer that comes nevertheless.
 * @param headers with `Content-Length`, or without for a body in chunks
 * @throws where no answer comes in time
 */
export function sendUnfinished(
  url: string,
  headers: Readonly<Record<string, string>>,
  beginning: Buffer,
  patienceMs: number,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: 'POST', headers, timeout: patienceMs });
    sending.on('response', async (response) => {
      const body: Buffer[] = [];
      try {
        for await (const chunk of response) body.push(chunk);
        resolve(new Reply(`POST ${url}`, response.statusCode ?? 0, response.headers, Buffer.concat(body)));
      } catch (error) {
        reject(error);
      }
      sending.destroy();
    });
    sending.on('timeout', () => sending.destroy(new Error(`no answer to POST ${url} in ${patienceMs} ms`)));
    sending.on('error', reject);
    sending.write(beginning);
  });
}
