import type { FastifyRequest } from 'fastify';

/** Ports that a URI leaves out. Source: protocol §2. */
const DEFAULT_PORT = /:(?:80|443)$/;
/** A host as RFC 3986 has it, with its port: what else a client sends would end the URI where it likes. */
const HOST = /^(?:\[[\da-f:.]+\]|[\w.~%!$&'()*+,;=-]+)(?::\d{1,5})?$/i;
const SCHEMES: readonly string[] = ['http', 'https'];

/** The scheme that the client uses, of what `X-Forwarded-Proto` says; that of the connection where it is nothing. */
export type ForwardedScheme = (header: string | readonly string[] | undefined) => string | undefined;

/** Scheme and host as the client sees them: from `Host`, where that is one, and `X-Forwarded-Proto` where a proxy set it. */
export function baseUri(
  { headers, protocol }: Pick<FastifyRequest, 'headers' | 'protocol'>,
  schemeOf: ForwardedScheme = forwardedScheme,
): string {
  const named = headers.host !== undefined && HOST.test(headers.host) ? headers.host : 'localhost';
  const host = named.replace(DEFAULT_PORT, '');
  return `${schemeOf(headers['x-forwarded-proto']) ?? protocol}://${host}`;
}

/** The scheme nearest to the client, where the header names one that we know. */
export function forwardedScheme(header: string | readonly string[] | undefined): string | undefined {
  const scheme = String(header ?? '')
    .split(',')[0]
    ?.trim()
    .toLowerCase();
  return SCHEMES.find((known) => known === scheme);
}
