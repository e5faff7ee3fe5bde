import { lookup } from 'node:dns/promises';
import { createServer, isIP } from 'node:net';
import { hostname } from 'node:os';
import { StartError } from './start-error.ts';

export interface TcpAddress {
  /** An IP address. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** What the socket is for, in the message of an error. */
  readonly what: string;
  /** The option that chooses another port. */
  readonly option: string;
}

const WILDCARDS: readonly string[] = ['0.0.0.0', '::'];

/** The IP address to bind: ZeroMQ takes no names. @throws StartError for a name that does not resolve */
export async function bindableAddress(host: string): Promise<string> {
  try {
    return (await lookup(host)).address;
  } catch (cause) {
    throw new StartError(`Host ${host} does not resolve: give an address of this machine with --host.`, {
      cause,
    });
  }
}

/**
 * The name under which others find the server: what was asked for, an IPv6 address without its brackets, else the one
 * listened at.
 * @throws StartError for what is no name and no address that others can connect to
 */
export function advertisedHost(asked: string | undefined, host: string): string {
  if (asked === undefined) return WILDCARDS.includes(host) ? hostname() : host;
  const bare = /^\[(.*)\]$/.exec(asked)?.[1] ?? asked;
  const isFit = isIP(bare) === 0 ? bare === asked && isHostName(bare) : isReachable(bare);
  if (isFit) return bare;
  throw new StartError(
    `The host to advertise is '${asked}', which others cannot connect to: give a name or an address, such as ` +
      'push.example.org, 192.0.2.1 or 2001:db8::1, without scheme and port, with --advertise.',
  );
}

/** A zone, as in `fe80::1%eth0`, means nothing on another machine. */
function isReachable(address: string): boolean {
  return !WILDCARDS.includes(address) && !address.includes('%');
}

/** Labels as DNS has them, and the underscore that containers are named with. A last label of digits is a broken address. */
const HOST_NAME = /^(?!-)[\w-]{1,63}(\.(?!-)[\w-]{1,63})*\.?$/;
const LONGEST_NAME = 253;

function isHostName(name: string): boolean {
  return HOST_NAME.test(name) && name.length <= LONGEST_NAME && !/(^|\.)(\d+|0x[\da-f]*)\.?$/i.test(name);
}

/** `HOST:PORT` of a URL, with brackets around an IPv6 address. */
export function authority(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/**
 * Makes sure that a port can be had before anything is made. Somebody may still take it in between; then the socket
 * that binds it says the same. @throws StartError
 */
export async function assertFree(place: TcpAddress): Promise<void> {
  if (place.port === 0) return;
  try {
    await listenOnce(place.host, place.port);
  } catch (error) {
    throw placeError(place, error);
  }
}

async function listenOnce(host: string, port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(port, host, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}

/** Says which place could not be taken, why, and what to do. */
export function placeError({ host, port, what, option }: TcpAddress, cause: unknown): StartError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return new StartError(
        `Port ${port} for ${what} is in use: stop what holds it, or choose another with ${option}.`,
        { cause },
      );
    case 'EACCES':
      return new StartError(
        `Port ${port} for ${what} is not allowed to this user: choose one above 1023 with ${option}.`,
        { cause },
      );
    case 'EADDRNOTAVAIL':
    case 'ENODEV':
      return new StartError(`Host ${host} is no address of this machine: choose another with --host.`, {
        cause,
      });
    default:
      return new StartError(
        `Port ${port} for ${what} cannot be bound on ${host} (${String(code)}): choose another with ${option}.`,
        { cause },
      );
  }
}
