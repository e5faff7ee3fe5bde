import type { IncomingHttpHeaders } from 'node:http';

/** Ports that a URI leaves out. Source: protocol §2. */
const DEFAULT_PORT = /:(?:80|443)$/;
const SCHEMES: readonly string[] = ['http', 'https'];

/** Scheme and host as the client sees them: from `Host`, and `X-Forwarded-Proto` where a proxy set it. */
export function baseUri(headers: IncomingHttpHeaders): string {
  const host = (headers.host ?? 'localhost').replace(DEFAULT_PORT, '');
  return `${forwardedScheme(headers['x-forwarded-proto']) ?? 'http'}://${host}`;
}

/** The scheme nearest to the client, where the header names one that we know. */
function forwardedScheme(header: string | readonly string[] | undefined): string | undefined {
  const scheme = String(header ?? '')
    .split(',')[0]
    ?.trim()
    .toLowerCase();
  return SCHEMES.find((known) => known === scheme);
}
