import { BlockList, isIP } from 'node:net';
import { UsageError } from '../program/errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const USUAL_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/**
 * The proxy that the environment names for a server: `https_proxy` or `HTTPS_PROXY` for one of https, `http_proxy` or `HTTP_PROXY` for
 * one of http, unless `no_proxy` or `NO_PROXY` excepts it, or it is on this machine. Undefined where there is none.
 * @throws UsageError, without the value, which may have a password, for what is no proxy
 */
export function proxyFor(serverUrl: string, env: Environment): string | undefined {
  const server = new URL(serverUrl);
  const name = server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const given = setting(env, name);
  if (given === undefined || isLoopback(hostOf(server))) return undefined;
  if (isExcepted(server, setting(env, 'NO_PROXY') ?? '')) return undefined;
  const proxy = given.includes('://') ? given : `http://${given}`;
  if (/^socks/i.test(proxy))
    throw new UsageError(
      `${name} in the environment names a SOCKS proxy, which is not supported; give one of HTTP as http://HOST:PORT, or leave servers out with NO_PROXY.`,
    );
  if (URL.canParse(proxy) && /^https?:$/.test(new URL(proxy).protocol)) return proxy;
  throw new UsageError(
    `${name} in the environment is no address of a proxy; give http://HOST:PORT, or leave servers out with NO_PROXY.`,
  );
}

/** As programs have it that take both, the lower case counts. */
function setting(env: Environment, name: string): string | undefined {
  return env[name.toLowerCase()] || env[name] || undefined;
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** A proxy elsewhere would ask itself. */
function isLoopback(host: string): boolean {
  return host === '::1' || (isIP(host) === 4 && host.startsWith('127.')) || /(^|\.)localhost$/.test(host);
}

function isExcepted(server: URL, except: string): boolean {
  return except.split(/[\s,]+/).some((entry) => entry !== '' && isMeant(entry.toLowerCase(), server));
}

/** `*`, a name with all below it, an address or a network of addresses; a port behind it counts too. */
function isMeant(entry: string, server: URL): boolean {
  if (entry === '*') return true;
  const host = hostOf(server);
  if (entry.includes('/')) return isInNetwork(host, entry);
  const [, bracketed, plain = entry, port] = /^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? [];
  const name = (bracketed ?? plain).replace(/^\*?\./, '');
  if (port !== undefined && port !== (server.port || USUAL_PORTS[server.protocol])) return false;
  return host === name || host.endsWith(`.${name}`);
}

function isInNetwork(host: string, entry: string): boolean {
  const [network = '', bits = ''] = entry.split('/');
  const [family, ofHost] = [isIP(network), isIP(host)];
  if (family === 0 || family !== ofHost || !/^\d+$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128))
    return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  return list.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
