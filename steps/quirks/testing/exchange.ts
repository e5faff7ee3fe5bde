import { Reply, type ReplyHeaders } from '../../../protocol/client/reply.ts';
import type { Exchange } from '../recogniser.ts';

export interface ExchangeParts {
  readonly method?: string;
  /** Below the organisation's `pushy/`, or from the root. */
  readonly path?: string;
  /** Those of the request. */
  readonly asked?: Readonly<Record<string, string>>;
  /** What was sent. */
  readonly sent?: string;
  readonly status: number;
  readonly headers?: ReplyHeaders;
  readonly body?: string;
}

/** An exchange for tests of recognisers: a GET of the jobs, answered with nothing. */
export function exchange(parts: ExchangeParts): Exchange {
  const { method = 'GET', path = 'jobs', asked = {}, sent, status, headers = {}, body = '' } = parts;
  const request = {
    method,
    path: path.startsWith('/') ? path : `/organizations/dev/pushy/${path}`,
    headers: asked,
    body: sent,
  };
  return new Reply(`${method} ${path}`, status, headers, Buffer.from(body), request) as Exchange;
}
