import { createPrivateKey, type KeyObject } from 'node:crypto';
import pLimit, { type LimitFunction } from 'p-limit';
import { Agent, type Dispatcher } from 'undici';
import type { SigningVersion } from '../signing/scheme.ts';
import { signRequest } from '../signing/sign-request.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import { ServerUnreachable } from './errors.ts';
import { Reply, type ReplyHeaders } from './reply.ts';
import type { AskedRequest, RestObserver } from './rest-observer.ts';

export type Method = Dispatcher.HttpMethod;

export interface RestClientOptions {
  /** `http://HOST:PORT`, with or without a slash at the end. */
  readonly serverUrl: string;
  readonly org: string;
  /** Name of the user or client who signs. */
  readonly user: string;
  /** PEM where it is a string. */
  readonly privateKey: KeyObject | string;
  readonly version?: SigningVersion;
  /** Sent and signed as X-Ops-Server-API-Version; left out when undefined. */
  readonly serverApiVersion?: string;
  /** Requests under way at once; more of them wait. Streams do not count. */
  readonly concurrency?: number;
  /** How long the server may take to answer, and may be silent within an answer. */
  readonly answerTimeoutMs?: number;
  readonly clock?: Clock;
  readonly observer?: RestObserver;
}

export interface RequestOptions {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly rawBody?: string | Uint8Array;
  /** These win over ours; undefined takes a header away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly signed?: boolean;
  readonly signal?: AbortSignal;
}

export interface StreamOptions extends Pick<RequestOptions, 'headers' | 'signed' | 'signal'> {
  /** A stream that says nothing for this long is broken; 0 waits for ever. */
  readonly silenceTimeoutMs: number;
}

/** An answer whose body is read while it comes. It must be read to its end or destroyed. */
export interface StreamedReply {
  readonly status: number;
  readonly headers: ReplyHeaders;
  readonly body: Dispatcher.ResponseData['body'];
}

/** Connections and the queue before them: shared by all principals that speak to one server. */
interface Connections {
  readonly agent: Agent;
  /** Streams have connections of their own: they would use up the others. */
  readonly streamAgent: Agent;
  readonly limit: LimitFunction;
}

const DEFAULT_CONCURRENCY = 32;
const DEFAULT_ANSWER_TIMEOUT_MS = 60_000;
/** Safe to send again when the connection broke before an answer came. */
const REPEATABLE: readonly string[] = ['GET', 'HEAD', 'PUT', 'DELETE'];
const ATTEMPTS = 3;

/** Signed requests to one server, in the name of one principal. Each attempt is signed afresh. Source: protocol §1. */
export class RestClient {
  readonly serverUrl: string;
  readonly org: string;
  readonly user: string;
  readonly clock: Clock;
  readonly observer: RestObserver | undefined;
  readonly #options: RestClientOptions;
  readonly #privateKey: KeyObject;
  readonly #connections: Connections;

  constructor(options: RestClientOptions, connections = openConnections(options)) {
    const url = new URL(options.serverUrl);
    this.serverUrl = url.origin;
    this.org = options.org;
    this.user = options.user;
    this.clock = options.clock ?? systemClock;
    this.observer = options.observer;
    this.#options = options;
    this.#privateKey =
      typeof options.privateKey === 'string' ? createPrivateKey(options.privateKey) : options.privateKey;
    this.#connections = connections;
  }

  /** The same server and connections in another name, or with other settings. */
  as(other: Partial<Omit<RestClientOptions, 'serverUrl' | 'concurrency' | 'answerTimeoutMs'>>): RestClient {
    return new RestClient({ ...this.#options, ...other }, this.#connections);
  }

  /**
   * Sends a request and waits for the whole answer, whatever its status.
   * @param path absolute and percent-encoded, `/organizations/…` or `/pushy/_status`; it travels as it is
   * @throws ServerUnreachable
   */
  request(method: Method, path: string, options: RequestOptions = {}): Promise<Reply> {
    return this.#connections.limit(async () => {
      for (let attempt = 1; ; attempt++) {
        try {
          const { asked, answer } = await this.#send(this.#connections.agent, method, path, options);
          const bytes = await this.#whole(asked, answer);
          return new Reply(`${method} ${path}`, answer.statusCode, answer.headers, bytes);
        } catch (error) {
          if (options.signal?.aborted) throw error;
          const again = attempt < ATTEMPTS && REPEATABLE.includes(method) && isBrokenConnection(error);
          if (!again) throw new ServerUnreachable(this.serverUrl, error);
        }
      }
    });
  }

  /** A request below `/organizations/ORG/pushy/`. */
  pushy(method: Method, subPath: string, options?: RequestOptions): Promise<Reply> {
    return this.request(method, this.pushyPath(subPath), options);
  }

  /** `/organizations/ORG/pushy/SUBPATH` */
  pushyPath(subPath: string): string {
    return this.orgPath(`pushy/${subPath}`);
  }

  /** `/organizations/ORG/SUBPATH` */
  orgPath(subPath: string): string {
    return `/organizations/${encodeURIComponent(this.org)}/${subPath}`;
  }

  /**
   * Asks for an answer that is read while it comes.
   * @throws ServerUnreachable
   */
  async stream(path: string, options: StreamOptions): Promise<StreamedReply> {
    try {
      const { asked, answer } = await this.#send(this.#connections.streamAgent, 'GET', path, options);
      this.observer?.answered(asked, answer.statusCode, undefined);
      return { status: answer.statusCode, headers: answer.headers, body: answer.body };
    } catch (error) {
      if (options.signal?.aborted) throw error;
      throw new ServerUnreachable(this.serverUrl, error);
    }
  }

  /** Ends all connections, those of the clients made by `as` too. Requests under way fail. */
  async close(): Promise<void> {
    await Promise.all([this.#connections.agent.destroy(), this.#connections.streamAgent.destroy()]);
  }

  async #send(
    agent: Agent,
    method: Method,
    path: string,
    options: RequestOptions & Partial<StreamOptions>,
  ): Promise<{ readonly asked: AskedRequest; readonly answer: Dispatcher.ResponseData }> {
    const body = options.rawBody ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    const asked = { method, path, user: (options.signed ?? true) ? this.user : undefined, body };
    this.observer?.asked(asked);
    try {
      const answer = await agent.request({
        origin: this.serverUrl,
        method,
        path,
        headers: this.#headers(method, path, body, options),
        body: body ?? null,
        signal: options.signal ?? null,
        ...(options.silenceTimeoutMs !== undefined && { bodyTimeout: options.silenceTimeoutMs }),
      });
      return { asked, answer };
    } catch (error) {
      this.observer?.failed(asked, error);
      throw error;
    }
  }

  async #whole(asked: AskedRequest, { statusCode, body }: Dispatcher.ResponseData): Promise<Buffer> {
    try {
      const bytes = Buffer.from(await body.arrayBuffer());
      this.observer?.answered(asked, statusCode, bytes);
      return bytes;
    } catch (error) {
      this.observer?.failed(asked, error);
      throw error;
    }
  }

  #headers(
    method: Method,
    path: string,
    body: string | Uint8Array | undefined,
    options: RequestOptions,
  ): Record<string, string> {
    const { serverApiVersion } = this.#options;
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (serverApiVersion !== undefined) headers['X-Ops-Server-API-Version'] = serverApiVersion;
    if (options.signed ?? true) {
      const signature = signRequest({
        method,
        path,
        body: body ?? '',
        userId: this.user,
        timestampMs: this.clock.now(),
        version: this.#options.version ?? '1.3',
        privateKey: this.#privateKey,
        ...(serverApiVersion !== undefined && { serverApiVersion }),
      });
      Object.assign(headers, signature);
    }
    return overridden(headers, options.headers ?? {});
  }
}

function openConnections(options: RestClientOptions): Connections {
  const concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
  const timeoutMs = options.answerTimeoutMs ?? DEFAULT_ANSWER_TIMEOUT_MS;
  const timeouts = { headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
  return {
    agent: new Agent({ connections: concurrency, ...timeouts }),
    streamAgent: new Agent(timeouts),
    limit: pLimit(concurrency),
  };
}

/** Header names are the same whatever their case. */
function overridden(
  headers: Record<string, string>,
  changes: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  for (const [name, value] of Object.entries(changes)) {
    const old = Object.keys(headers).find((known) => known.toLowerCase() === name.toLowerCase());
    if (old !== undefined) delete headers[old];
    if (value !== undefined) headers[name] = value;
  }
  return headers;
}

/** True where a connection that stood was lost, as happens when the server closes an idle one under the request. */
function isBrokenConnection(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE';
}
