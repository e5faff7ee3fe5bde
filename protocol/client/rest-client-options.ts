import type { KeyObject } from 'node:crypto';
import type { SigningVersion } from '../signing/scheme.ts';
import type { Clock } from '../time/clock.ts';
import type { Reply } from './reply.ts';
import type { Method, RequestOptions } from './request-options.ts';
import type { RestObserver } from './rest-observer.ts';
import type { ServerReach } from './server-reach.ts';

/** Which server, in whose name, and how patiently. */
export interface RestClientOptions extends ServerReach {
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
  /**
   * Answers of a gateway without an answer or of a server that has too much to do (429, 502, 503, 504) are asked for again, as often
   * as this; a request that may have done its work only behind a 429. Default: they are the answer.
   */
  readonly retries?: number;
  /** Told before such a request is sent again. */
  readonly onRetry?: (reply: Reply, waitMs: number) => void;
  readonly clock?: Clock;
  readonly observer?: RestObserver;
  readonly guard?: RequestGuard;
  /** Gives up every request and every feed. */
  readonly signal?: AbortSignal;
}

/** Asked before each request is sent; what it throws keeps the request from being sent. */
export type RequestGuard = (method: Method, path: string, body: RequestOptions['rawBody']) => void;
