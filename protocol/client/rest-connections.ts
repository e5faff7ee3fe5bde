import pLimit, { type LimitFunction } from 'p-limit';
import type { Dispatcher } from 'undici';
import type { RestClientOptions } from './rest-client-options.ts';
import { newDispatcher } from './server-dispatcher.ts';

/** Connections and the queue before them: shared by all principals that speak to one server. */
export interface RestConnections {
  readonly agent: Dispatcher;
  /** Streams have connections of their own: they would use up the others. */
  readonly streamAgent: Dispatcher;
  readonly limit: LimitFunction;
}

const DEFAULT_CONCURRENCY = 32;
const DEFAULT_ANSWER_TIMEOUT_MS = 60_000;

/** Opens none yet: that is done by requests. */
export function openConnections(options: RestClientOptions): RestConnections {
  const concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
  const timeoutMs = options.answerTimeoutMs ?? DEFAULT_ANSWER_TIMEOUT_MS;
  const settings = { headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
  return {
    agent: newDispatcher(options.serverUrl, options, { connections: concurrency, ...settings }),
    streamAgent: newDispatcher(options.serverUrl, options, settings),
    limit: pLimit(concurrency),
  };
}
