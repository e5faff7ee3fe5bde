import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { Dispatcher } from 'undici';
import { type Clock, systemClock } from '../time/clock.ts';
import { pause } from '../time/pause.ts';
import { isBrokenConnection } from './broken-connection.ts';
import { AnswerTooLarge, ServerUnreachable } from './errors.ts';
import { Reply, type SentRequest } from './reply.ts';
import { requestHeaders } from './request-headers.ts';
import {
  bodyOf,
  type Method,
  type RequestOptions,
  type StreamOptions,
  withSignal,
} from './request-options.ts';
import type { RestClientOptions } from './rest-client-options.ts';
import { openConnections, type RestConnections } from './rest-connections.ts';
import type { AskedRequest, RestObserver } from './rest-observer.ts';
import type { ServerReach } from './server-reach.ts';
import type { StreamedReply } from './streamed-reply.ts';
import { isTransient, waitBeforeMs } from './transient.ts';
import { DEFAULT_MAX_ANSWER_BYTES, wholeBody } from './whole-body.ts';

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
  readonly #origin: string;
  /** Of all paths, where the server is not at the root. */
  readonly #prefix: string;
  readonly #options: RestClientOptions;
  readonly #privateKey: KeyObject;
  readonly #connections: RestConnections;

  constructor(options: RestClientOptions, connections = openConnections(options)) {
    const url = new URL(options.serverUrl);
    this.#origin = url.origin;
    this.#prefix = url.pathname.replace(/\/+$/, '');
    this.serverUrl = `${this.#origin}${this.#prefix}`;
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

  /** Gives up every request of this client. */
  get signal(): AbortSignal | undefined {
    return this.#options.signal;
  }

  /** The same server and connections in another name, or with other settings. */
  as(
    other: Partial<
      Omit<RestClientOptions, 'serverUrl' | 'concurrency' | 'answerTimeoutMs' | keyof ServerReach>
    >,
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
        const reply = await this.#answered(method, path, options, { given: given.signal, late });
        const mayBeSentAgain = REPEATABLE.includes(method) || reply.status === 429;
        if (attempt > (this.#options.retries ?? 0) || !mayBeSentAgain || !isTransient(reply.status))
          return reply;
        const waitMs = waitBeforeMs(reply.headers['retry-after'], { attempt, nowMs: this.clock.now() });
        this.#options.onRetry?.(reply, waitMs);
        await pause(this.clock, waitMs, options.signal);
        given.signal?.throwIfAborted();
      }
    });
  }

  /** The answer to a request, over as many connections as it takes. */
  async #answered(
    method: Method,
    path: string,
    options: RequestOptions,
    { given, late }: { readonly given: AbortSignal | undefined; readonly late: AbortSignal | undefined },
  ): Promise<Reply> {
    for (let attempt = 1; ; attempt++) {
      try {
        const { asked, sent, answer } = await this.#send(this.#connections.agent, method, path, options);
        const bytes = await this.#whole(asked, answer);
        return new Reply(`${method} ${path}`, answer.statusCode, answer.headers, bytes, sent);
      } catch (error) {
        given?.throwIfAborted();
        if (error instanceof AnswerTooLarge) throw error;
        if (late?.aborted) throw this.#unreachable(late.reason);
        const again = attempt < ATTEMPTS && REPEATABLE.includes(method) && isBrokenConnection(error);
        if (!again) throw this.#unreachable(error);
      }
    }
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
      this.observer?.answered(asked, answer.statusCode, undefined, answer.headers);
      return { status: answer.statusCode, headers: answer.headers, body: answer.body, sent };
    } catch (error) {
      options.signal?.throwIfAborted();
      throw this.#unreachable(error);
    }
  }

  /** Ends all connections, those of the clients made by `as` too. Requests under way fail. */
  async close(): Promise<void> {
    await Promise.all([this.#connections.agent.destroy(), this.#connections.streamAgent.destroy()]);
  }

  async #send(
    agent: Dispatcher,
    method: Method,
    subPath: string,
    options: RequestOptions & Partial<StreamOptions>,
  ): Promise<{
    readonly asked: AskedRequest;
    readonly sent: SentRequest;
    readonly answer: Dispatcher.ResponseData;
  }> {
    const body = bodyOf(options);
    const path = `${this.#prefix}${subPath}`;
    const asked = { method, path, user: (options.signed ?? true) ? this.user : undefined, body };
    const { version, serverApiVersion } = this.#options;
    const signing = {
      user: this.user,
      privateKey: this.#privateKey,
      ...(version !== undefined && { version }),
      ...(serverApiVersion !== undefined && { serverApiVersion }),
    };
    const headers = requestHeaders({ method, path, body, ...signing, nowMs: this.clock.now() }, options);
    this.observer?.asked(asked);
    try {
      const answer = await agent.request({
        origin: this.#origin,
        method,
        path,
        headers,
        body: body ?? null,
        signal: options.signal ?? null,
        ...(options.silenceTimeoutMs !== undefined && { bodyTimeout: options.silenceTimeoutMs }),
      });
      return { asked, sent: { origin: this.#origin, method, path, headers, body }, answer };
    } catch (error) {
      this.observer?.failed(asked, error);
      throw error;
    }
  }

  #unreachable(cause: unknown): ServerUnreachable {
    return new ServerUnreachable(this.serverUrl, cause, this.#options.proxy);
  }

  /** What is asked for, with the signal of the whole client. */
  #interruptible<O extends { readonly signal?: AbortSignal }>(options: O): O {
    const { signal } = this.#options;
    return signal === undefined ? options : withSignal(options, signal);
  }

  async #whole(asked: AskedRequest, { statusCode, headers, body }: Dispatcher.ResponseData): Promise<Buffer> {
    try {
      const { method, path } = asked;
      const bytes = await wholeBody(
        body,
        this.maxAnswerBytes,
        () => new AnswerTooLarge(this.serverUrl, `${method} ${path}`, 'answer', this.maxAnswerBytes),
      );
      this.observer?.answered(asked, statusCode, bytes, headers);
      return bytes;
    } catch (error) {
      this.observer?.failed(asked, error);
      throw error;
    }
  }
}
