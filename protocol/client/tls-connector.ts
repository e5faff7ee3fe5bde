import { isIP } from 'node:net';
import { buildConnector } from 'undici';

/**
 * Connects to a server over TLS by the name of its address. Undici goes by the `Host` of the request, which may be another
 * name than the certificate has. Undefined where there is no TLS.
 * @param ca certificates that are trusted, PEM, in place of those that Node trusts
 */
export function tlsConnector(serverUrl: string, ca?: string): buildConnector.connector | undefined {
  const { protocol, hostname } = new URL(serverUrl);
  if (protocol !== 'https:') return undefined;
  // an address without a name is checked as an address
  const servername = isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? hostname : '';
  const connect = buildConnector(ca === undefined ? {} : { ca });
  return (options, callback) => connect({ ...options, servername }, callback);
}
