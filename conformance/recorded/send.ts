import { createPrivateKey, type KeyObject } from 'node:crypto';
import { request } from 'undici';
import { signRequest } from '../../protocol/signing/sign-request.ts';
import type { BodyPart, RecordedRequest } from './exchange.ts';

/** An answer whose body is read as far as it was asked for. */
export interface ReplayedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** Where a request goes, and whose keys sign it. */
export interface RequestSender {
  readonly url: string;
  /** PEM by name; whoever has none signs with somebody else's. */
  readonly keys: ReadonlyMap<string, string>;
  /** PEM that is nobody's. */
  readonly wrongKey: string;
}

/** A stream whose head has come. */
export interface Opened {
  readonly status: number;
  readonly headers: ReplayedAnswer['headers'];
  /** Reads on until it is enough of it, or it ends. Gives all that was read since it was opened. */
  readUntil(isEnough: (text: string) => boolean): Promise<string>;
  close(): void;
}

/** Longest that an answer, or the next part of one, may take. */
const PATIENCE_MS = 20_000;

/** Makes a recorded request to another server; the path may name other jobs. */
export async function open(sender: RequestSender, recorded: RecordedRequest, path: string): Promise<Opened> {
  const body = bodyOf(recorded.body);
  const {
    statusCode,
    headers,
    body: stream,
  } = await request(`${sender.url}${path}`, {
    method: recorded.method as 'GET',
    headers: headersOf(sender, recorded, path, body),
    ...(recorded.body !== undefined && { body }),
    headersTimeout: PATIENCE_MS,
    bodyTimeout: PATIENCE_MS,
  });
  const chunks: Buffer[] = [];
  const iterator = stream[Symbol.asyncIterator]();
  const text = () => Buffer.concat(chunks).toString();
  return {
    status: statusCode,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    async readUntil(isEnough) {
      while (!isEnough(text())) {
        const { value, done } = await iterator.next();
        if (done) break;
        chunks.push(value);
      }
      return text();
    },
    close: () => void stream.destroy().on('error', () => undefined),
  };
}

/** The same, read to the end. */
export async function sendRecorded(
  sender: RequestSender,
  recorded: RecordedRequest,
  path: string,
): Promise<ReplayedAnswer> {
  const { status, headers, readUntil } = await open(sender, recorded, path);
  return { status, headers, text: await readUntil(() => false) };
}

function bodyOf(parts: readonly BodyPart[] = []): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.repeat.repeat(part.times))).join('');
}

function headersOf(
  { keys, wrongKey }: RequestSender,
  { as, method, headers, signing = {} }: RecordedRequest,
  path: string,
  body: string,
): Record<string, string> {
  if (as === null) return { ...headers };
  const { version = '1.1', clockSeconds = 0, signedBody = body, without = [] } = signing;
  const key = signing.wrongKey ? wrongKey : (keys.get(as) ?? wrongKey);
  const signature = signRequest({
    method,
    path,
    body: signedBody,
    userId: as,
    timestampMs: Date.now() + clockSeconds * 1_000,
    version,
    privateKey: keyOf(key),
    signsPathAsSent: signing.asSent === true,
  });
  const all = { ...signature, ...headers };
  return Object.fromEntries(Object.entries(all).filter(([name]) => !without.includes(name)));
}

const known = new Map<string, KeyObject>();

function keyOf(pem: string): KeyObject {
  const key = known.get(pem) ?? createPrivateKey(pem);
  known.set(pem, key);
  return key;
}
