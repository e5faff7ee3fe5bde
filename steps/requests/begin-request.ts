import { type ClientRequest, type RequestOptions, request } from 'node:http';
import { request as requestOverTls } from 'node:https';
import type { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { proxyAddress } from '../../protocol/client/proxy-address.ts';
import type { ServerReach } from '../../protocol/client/server-reach.ts';
import { serverTls } from '../../protocol/client/server-tls.ts';

/** Where a request by node itself goes, which a scenario may leave unfinished. */
export interface BegunAt {
  readonly url: string;
  readonly reach?: ServerReach;
}

/** Begins a request to a server, by its proxy where there is one. Nothing of it is sent yet. */
export async function beginRequest(
  { url, reach = {} }: BegunAt,
  path: string,
  options: RequestOptions,
): Promise<ClientRequest> {
  const whole = url + path;
  const tls = serverTls(url, reach);
  const { proxy } = reach;
  if (proxy === undefined)
    return tls ? requestOverTls(whole, { ...options, ...tls }) : request(whole, options);
  const { url: at, token } = proxyAddress(proxy);
  const headers = token === undefined ? {} : { 'Proxy-Authorization': token };
  if (tls === undefined) {
    const { host: Host } = new URL(url);
    const all = { Host, ...headers, ...(options.headers as Readonly<Record<string, string>>) };
    return toProxy(at)(at, { ...options, path: whole, headers: all });
  }
  const socket = await tunnel(at, url, headers);
  return requestOverTls(whole, { ...options, createConnection: () => connectTls({ socket, ...tls }) });
}

function toProxy(at: string): typeof request {
  return at.startsWith('https:') ? requestOverTls : request;
}

function tunnel(at: string, url: string, headers: Readonly<Record<string, string>>): Promise<Socket> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const asking = toProxy(at)(at, { method: 'CONNECT', path: `${hostname}:${port || 443}`, headers });
    asking.on('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(new Error(`the proxy ${at} answers ${statusCode}`));
    });
    asking.on('error', reject);
    asking.end();
  });
}
