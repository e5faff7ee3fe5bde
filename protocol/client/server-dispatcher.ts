import { Agent, type Dispatcher, getGlobalDispatcher } from 'undici';
import { reachOf, type ServerReach } from './server-reach.ts';
import { tlsConnector } from './server-tls.ts';

const known = new Map<string, Dispatcher>();

/**
 * What unsigned requests by undici itself are sent to a server by; one for all requests to it of this process. It keeps no process
 * from ending.
 */
export function serverDispatcher(serverUrl: string, reach: ServerReach = {}): Dispatcher {
  const key = JSON.stringify([new URL(serverUrl).origin, reachOf(reach)]);
  const found = known.get(key);
  if (found !== undefined) return found;
  const connect = tlsConnector(serverUrl, reach);
  const made = connect === undefined ? getGlobalDispatcher() : new Agent({ connect });
  known.set(key, made);
  return made;
}
