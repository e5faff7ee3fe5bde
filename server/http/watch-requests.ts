import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { WatchedExchange, WatchedRequest } from '../watcher.ts';
import type { Watching } from '../watching.ts';
import type { HttpRefusal } from './errors.ts';

/** What is found out about a request while somebody watches. */
interface Seen {
  body?: Uint8Array;
  refusal?: HttpRefusal;
  request?: FastifyRequest;
}

type Answer = Pick<WatchedExchange, 'status' | 'payload' | 'contentType'>;

/** It goes with its request. */
const seen = new WeakMap<IncomingMessage, Seen>();

/** Says what comes in and goes out over REST to those who watch; nothing is kept while nobody does. */
export class RequestWatch {
  readonly #watching: Watching | undefined;

  constructor(watching: Watching | undefined) {
    this.#watching = watching;
  }

  get isWatched(): boolean {
    return this.#watching?.tap !== undefined;
  }

  /** A body was read. */
  read(request: IncomingMessage, body: Uint8Array): void {
    if (this.isWatched) seenOf(request).body = body;
  }

  /** It was found out who asks, and that he may; what anybody may ask is passed over. */
  asked(request: FastifyRequest): void {
    const tap = this.#watching?.tap;
    if (tap === undefined || request.verified === undefined) return;
    seenOf(request.raw).request = request;
    tap.asked?.(watched(request.raw, request));
  }

  /** To be answered with this refusal. */
  refused({ raw }: FastifyRequest, refusal: HttpRefusal): void {
    if (this.isWatched) seenOf(raw).refusal = refusal;
  }

  /** What came is no request. */
  unreadable({ code, message }: HttpRefusal, socket: Socket): void {
    this.#watching?.tap?.unreadable?.({ code, sentence: message }, socket.remoteAddress);
  }

  answered(request: FastifyRequest, answer: Answer): void {
    this.#watching?.tap?.answered(exchange(request.raw, request, answer));
  }

  /** The answer is a stream, and has begun. */
  streams({ req, statusCode: status }: ServerResponse, contentType: string): void {
    const tap = this.#watching?.tap;
    if (tap === undefined) return;
    tap.answered(exchange(req, seen.get(req)?.request, { status, payload: undefined, contentType }));
  }
}

function seenOf(request: IncomingMessage): Seen {
  const known = seen.get(request);
  if (known !== undefined) return known;
  const first: Seen = {};
  seen.set(request, first);
  return first;
}

function exchange(
  raw: IncomingMessage,
  request: FastifyRequest | undefined,
  answer: Answer,
): WatchedExchange {
  const refusal = seen.get(raw)?.refusal;
  return {
    ...watched(raw, request),
    ...answer,
    refusal: refusal && { code: refusal.code, sentence: refusal.message },
  };
}

/** A name that a routed path has in a place. */
function inPath(request: FastifyRequest | undefined, place: string): string | undefined {
  return (request?.params as Readonly<Record<string, string | undefined>> | undefined)?.[place];
}

function watched(raw: IncomingMessage, request: FastifyRequest | undefined): WatchedRequest {
  const { method = '', url = '', originalUrl = url } = raw as IncomingMessage & { originalUrl?: string };
  return {
    id: raw,
    method,
    url: originalUrl,
    headers: raw.headers,
    address: raw.socket?.remoteAddress,
    org: inPath(request, 'org'),
    node: inPath(request, 'node'),
    signer: request?.verified?.asker,
    body: seen.get(raw)?.body,
  };
}
