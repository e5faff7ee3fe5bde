import { isIP } from 'node:net';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { buildConnector } from 'undici';
import type { ServerReach } from './server-reach.ts';

/** How a connection over TLS is made and checked; as `tls.connect` takes it. */
export interface ServerTls {
  /** Empty for an address without a name, which is checked as an address. */
  readonly servername: string;
  readonly secureContext?: ReturnType<typeof createSecureContext>;
  readonly rejectUnauthorized?: false;
}

/** Undefined where there is no TLS. */
export function serverTls(serverUrl: string, { ca, insecure }: ServerReach): ServerTls | undefined {
  const { protocol, hostname } = new URL(serverUrl);
  if (protocol !== 'https:') return undefined;
  const servername = isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? hostname : '';
  return {
    servername,
    ...(ca !== undefined && { secureContext: createSecureContext(trusting(ca)) }),
    ...(insecure && { rejectUnauthorized: false }),
  };
}

/** A certificate is trusted as it stands, also one whose own authority is not among these; as curl's --cacert has it. */
function trusting(ca: string): SecureContextOptions {
  return { ca, allowPartialTrustChain: true };
}

/**
 * Connects to a server over TLS by the name of its address. Undici goes by the `Host` of the request, which may be another
 * name than the certificate has. Undefined where there is no TLS.
 */
export function tlsConnector(serverUrl: string, reach: ServerReach): buildConnector.connector | undefined {
  const tls = serverTls(serverUrl, reach);
  if (tls === undefined) return undefined;
  const { servername, ...options } = tls;
  const connect = buildConnector(options);
  return (asked, callback) => connect({ ...asked, servername }, callback);
}
