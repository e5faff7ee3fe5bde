import { RequestSigner } from '../../bench/api/raw-request.ts';
import type { ServerAccess } from '../../bench/server/server-child.ts';
import { dial } from './connection.ts';

export interface RequestParts {
  readonly method?: string;
  /** Below `/organizations/ORG/pushy/` unless it begins with a slash. */
  readonly path: string;
  readonly body?: string | Buffer;
  /** Default: true. */
  readonly signed?: boolean;
  /** What is said of the length, where it is not that of the body. */
  readonly announced?: number | 'chunked';
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer has to come within this time. */
const PATIENCE_MS = 60_000;

/** Makes requests as they travel, right or wrong. */
export class RawRequests {
  readonly #access: ServerAccess;
  readonly #signer: RequestSigner;

  constructor(access: ServerAccess) {
    this.#access = access;
    this.#signer = new RequestSigner(access);
  }

  /** The bytes of a request, its body included. */
  bytes(parts: RequestParts): Buffer {
    const { method = 'GET', body = '', signed = true, announced, headers = {} } = parts;
    const path = parts.path.startsWith('/') ? parts.path : this.#signer.pushyPath(parts.path);
    const length = announced ?? Buffer.byteLength(body);
    const all: Readonly<Record<string, string>> = {
      Host: new URL(this.#access.url).host,
      ...(signed && this.#signer.signature(method, path, body)),
      ...(method === 'POST' && { 'Content-Type': 'application/json' }),
      ...(length === 'chunked' && { 'Transfer-Encoding': 'chunked' }),
      ...(typeof length === 'number' && length > 0 && { 'Content-Length': String(length) }),
      ...headers,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    return Buffer.concat([
      Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`),
      Buffer.from(body),
    ]);
  }

  /** Sends a request over a connection of its own. Resolves with the status, 0 where there is no answer. */
  ask(parts: RequestParts): Promise<number> {
    return new Promise((resolve) => {
      const socket = dial(this.#access.url);
      const finish = (status: number) => {
        clearTimeout(timer);
        socket.destroy();
        resolve(status);
      };
      const timer = setTimeout(() => finish(0), PATIENCE_MS);
      socket.once('close', () => finish(0));
      socket.once('data', (chunk: Buffer) => finish(Number(chunk.toString('latin1', 9, 12))));
      socket.write(this.bytes({ ...parts, headers: { Connection: 'close', ...parts.headers } }));
    });
  }

  /** Starts a job, and is not interested in it. */
  startJob(command: string, nodes: readonly string[]): Promise<number> {
    return this.ask({ method: 'POST', path: 'jobs', body: JSON.stringify({ command, nodes }) });
  }
}
