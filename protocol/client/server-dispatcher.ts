import { Agent, type Dispatcher, Pool, ProxyAgent } from 'undici';
import { proxyAddress } from './proxy-address.ts';
import { reachOf, type ServerReach } from './server-reach.ts';
import { serverTls, tlsConnector } from './server-tls.ts';

/** Makes connections to one server, by its proxy where there is one. */
export function newDispatcher(
  serverUrl: string,
  reach: ServerReach,
  settings: Omit<Agent.Options, 'connect' | 'factory'> = {},
): Dispatcher {
  if (reach.proxy === undefined) {
    const connect = tlsConnector(serverUrl, reach);
    return new Agent({ ...settings, ...(connect !== undefined && { connect }) });
  }
  const { url: uri, token } = proxyAddress(reach.proxy);
  const tls = serverTls(serverUrl, reach);
  return new ProxyAgent({
    ...settings,
    uri,
    ...(token !== undefined && { token }),
    // as curl has it: many proxies make tunnels to ports of TLS alone
    proxyTunnel: false,
    ...(tls !== undefined && { requestTls: tls }),
    factory: (origin: string | URL, options: object) => new Pool(origin, { ...settings, ...options }),
  });
}

const known = new Map<string, Dispatcher>();

/**
 * What unsigned requests by undici itself are sent to a server by; one for all requests to it of this process. It keeps no process
 * from ending.
 */
export function serverDispatcher(serverUrl: string, reach: ServerReach = {}): Dispatcher {
  const key = JSON.stringify([new URL(serverUrl).origin, reachOf(reach)]);
  const found = known.get(key) ?? newDispatcher(serverUrl, reach);
  known.set(key, found);
  return found;
}
