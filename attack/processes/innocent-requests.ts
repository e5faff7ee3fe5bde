import { request } from 'node:http';
import { RequestSigner } from '../../bench/api/raw-request.ts';
import type { ServerAccess } from '../../bench/server/server-child.ts';

/** An answer, or why there is none. */
export interface InnocentAnswer {
  readonly status: number;
  readonly text: string;
}

/** So long somebody waits who is not in a hurry; judged is much less. */
const PATIENCE_MS = 60_000;

/** Signed requests, each over a connection of its own: the first to suffer where connections are short. */
export class InnocentRequests {
  readonly #access: ServerAccess;
  readonly #signer: RequestSigner;

  constructor(access: ServerAccess) {
    this.#access = access;
    this.#signer = new RequestSigner(access);
  }

  /** @param subPath below `/organizations/ORG/pushy/` @throws Error where no answer came */
  ask(method: 'GET' | 'POST', subPath: string, body?: unknown): Promise<InnocentAnswer> {
    const path = this.#signer.pushyPath(subPath);
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers = {
      ...(body !== undefined && {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(text),
      }),
      ...this.#signer.signature(method, path, text),
    };
    return new Promise((resolve, reject) => {
      const asked = request(new URL(path, this.#access.url), { method, headers, agent: false }, (answer) => {
        let received = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => {
          received += chunk;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: received }));
        answer.on('error', reject);
      });
      asked.setTimeout(PATIENCE_MS, () => asked.destroy(new Error(`no answer for ${PATIENCE_MS / 1_000} s`)));
      asked.on('error', reject);
      asked.end(text);
    });
  }
}
