import { createPrivateKey, type KeyObject } from 'node:crypto';
import pLimit, { type LimitFunction } from 'p-limit';
import { Agent, type Dispatcher } from 'undici';
import type { SigningVersion } from '../signing/scheme.ts';
import { signRequest } from '../signing/sign-request.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import { AnswerTooLarge, ServerUnreachable } from './errors.ts';
import { Reply, type ReplyHeaders, type SentRequest } from './reply.ts';
import type { AskedRequest, RestObserver } from './rest-observer.ts';
import { tlsConnector } from './tls-connector.ts';
import { DEFAULT_MAX_ANSWER_BYTES, wholeBody } from './whole-body.ts';

export type Method = Dispatcher.HttpMethod;

/** Which server, in whose name, and how patiently. */
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
  /** How long a request may take in all, however often it is sent. Default: as long as the answer goes on. */
  readonly withinMs?: number;
  /** An answer with a longer body fails, and so does a feed with a longer event. */
  readonly maxAnswerBytes?: number;
  /** Certificates that are trusted over https, PEM. Default: those that Node trusts. */
  readonly ca?: string;
  readonly clock?: Clock;
  readonly observer?: RestObserver;
  readonly guard?: RequestGuard;
  /** Gives up every request and every feed. */
  readonly signal?: AbortSignal;
}

/** Asked before each request is sent; what it throws keeps the request from being sent. */
export type RequestGuard = (method: Method, path: string, body: RequestOptions['rawBody']) => void;

/** What goes along with a method and a path. */
export interface RequestOptions {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly rawBody?: string | Uint8Array;
  /** These win over ours; undefined takes a header away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly signed?: boolean;
  /** Milliseconds since the Unix epoch. Default: now. */
  readonly signedAtMs?: number;
  readonly signal?: AbortSignal;
}

/** What goes along with the path of a stream. */
export interface StreamOptions extends Pick<RequestOptions, 'headers' | 'signed' | 'signal'> {
  /** A stream that says nothing for this long is broken; 0 waits for ever. */
  readonly silenceTimeoutMs: number;
}

/** An answer whose body is read while it comes. It must be read to its end or destroyed. */
export interface StreamedReply {
  readonly status: number;
  readonly headers: ReplyHeaders;
  readonly body: Dispatcher.ResponseData['body'];
  /** What it answers, where that is known. */
  readonly sent?: SentRequest;
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
  /** Bytes that an answer may have, and an event of a feed. */
  readonly maxAnswerBytes: number;
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
    this.maxAnswerBytes = options.maxAnswerBytes ?? DEFAULT_MAX_ANSWER_BYTES;
    this.#options = options;
    this.#privateKey =
      typeof options.privateKey === 'string' ? createPrivateKey(options.privateKey) : options.privateKey;
    this.#connections = connections;
  }

  /** The same server and connections in another name, or with other settings. */
  as(
    other: Partial<Omit<RestClientOptions, 'serverUrl' | 'concurrency' | 'answerTimeoutMs' | 'ca'>>,
  ): RestClient {
    return new RestClient({ ...this.#options, ...other }, this.#connections);
  }

  /**
   * Sends a request and waits for the whole answer, whatever its status.
   * @param path absolute and percent-encoded, `/organizations/…` or `/pushy/_status`; it travels as it is
   * @throws ServerUnreachable, AnswerTooLarge, what the guard throws, the reason of a signal that aborts
   */
  async request(method: Method, path: string, asked: RequestOptions = {}): Promise<Reply> {
    const { withinMs } = this.#options;
    const given = this.#interruptible(asked);
    const late = withinMs === undefined ? undefined : AbortSignal.timeout(withinMs);
    const options = late === undefined ? given : withSignal(given, late);
    this.#options.guard?.(method, path, bodyOf(options));
    return this.#connections.limit(async () => {
      for (let attempt = 1; ; attempt++) {
        try {
          const { asked, sent, answer } = await this.#send(this.#connections.agent, method, path, options);
          const bytes = await this.#whole(asked, answer);
          return new Reply(`${method} ${path}`, answer.statusCode, answer.headers, bytes, sent);
        } catch (error) {
          given.signal?.throwIfAborted();
          if (error instanceof AnswerTooLarge) throw error;
          if (late?.aborted) throw new ServerUnreachable(this.serverUrl, late.reason);
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
   * @throws ServerUnreachable, the reason of a signal that aborts
   */
  async stream(path: string, asked: StreamOptions): Promise<StreamedReply> {
    const options = this.#interruptible(asked);
    try {
      const { asked, sent, answer } = await this.#send(this.#connections.streamAgent, 'GET', path, options);
      this.observer?.answered(asked, answer.statusCode, undefined);
      return { status: answer.statusCode, headers: answer.headers, body: answer.body, sent };
    } catch (error) {
      options.signal?.throwIfAborted();
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
  ): Promise<{
    readonly asked: AskedRequest;
    readonly sent: SentRequest;
    readonly answer: Dispatcher.ResponseData;
  }> {
    const body = bodyOf(options);
    const asked = { method, path, user: (options.signed ?? true) ? this.user : undefined, body };
    const headers = this.#headers(method, path, body, options);
    this.observer?.asked(asked);
    try {
      const answer = await agent.request({
        origin: this.serverUrl,
        method,
        path,
        headers,
        body: body ?? null,
        signal: options.signal ?? null,
        ...(options.silenceTimeoutMs !== undefined && { bodyTimeout: options.silenceTimeoutMs }),
      });
      return { asked, sent: { method, path, headers, body }, answer };
    } catch (error) {
      this.observer?.failed(asked, error);
      throw error;
    }
  }

  /** What is asked for, with the signal of the whole client. */
  #interruptible<O extends { readonly signal?: AbortSignal }>(options: O): O {
    const { signal } = this.#options;
    return signal === undefined ? options : withSignal(options, signal);
  }

  async #whole(asked: AskedRequest, { statusCode, body }: Dispatcher.ResponseData): Promise<Buffer> {
    try {
      const { method, path } = asked;
      const bytes = await wholeBody(
        body,
        this.maxAnswerBytes,
        () => new AnswerTooLarge(this.serverUrl, `${method} ${path}`, 'answer', this.maxAnswerBytes),
      );
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
        timestampMs: options.signedAtMs ?? this.clock.now(),
        version: this.#options.version ?? '1.3',
        privateKey: this.#privateKey,
        ...(serverApiVersion !== undefined && { serverApiVersion }),
      });
      Object.assign(headers, signature);
    }
    return overridden(headers, options.headers ?? {});
  }
}

function withSignal<O extends { readonly signal?: AbortSignal }>(options: O, signal: AbortSignal): O {
  return {
    ...options,
    signal: options.signal === undefined ? signal : AbortSignal.any([signal, options.signal]),
  };
}

function bodyOf({ body, rawBody }: RequestOptions): RequestOptions['rawBody'] {
  return rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
}

function openConnections(options: RestClientOptions): Connections {
  const concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
  const timeoutMs = options.answerTimeoutMs ?? DEFAULT_ANSWER_TIMEOUT_MS;
  const connect = tlsConnector(options.serverUrl, options.ca);
  const settings = {
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    ...(connect !== undefined && { connect }),
  };
  return {
    agent: new Agent({
      connections: concurrency,
      ...settings,
    }),
    streamAgent: new Agent(settings),
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
