import pLimit, { type LimitFunction } from 'p-limit';
import { Agent } from 'undici';
import type { RestClientOptions } from './rest-client-options.ts';
import { tlsConnector } from './server-tls.ts';

/** Connections and the queue before them: shared by all principals that speak to one server. */
export interface RestConnections {
  readonly agent: Agent;
  /** Streams have connections of their own: they would use up the others. */
  readonly streamAgent: Agent;
  readonly limit: LimitFunction;
}

const DEFAULT_CONCURRENCY = 32;
const DEFAULT_ANSWER_TIMEOUT_MS = 60_000;

/** Opens none yet: that is done by requests. */
export function openConnections(options: RestClientOptions): RestConnections {
  const concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
  const timeoutMs = options.answerTimeoutMs ?? DEFAULT_ANSWER_TIMEOUT_MS;
  const connect = tlsConnector(options.serverUrl, options);
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
