import { lookup } from 'node:dns/promises';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { StartError } from './start-error.ts';

export interface TcpPlace {
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

/** The name under which others find the server, where none was asked for. */
export function defaultAdvertisedHost(host: string): string {
  return WILDCARDS.includes(host) ? hostname() : host;
}

/** `HOST:PORT` of a URL, with brackets around an IPv6 address. */
export function authority(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/**
 * Makes sure that a port can be had before anything is made. Somebody may still take it in between; then the socket
 * that binds it says the same. @throws StartError
 */
export async function assertFree(place: TcpPlace): Promise<void> {
  if (place.port === 0) return;
  try {
    await listenOnce(place.host, place.port);
  } catch (error) {
    throw placeError(place, error);
  }
}

/** Whether nobody listens at a port of this machine. @param host an IP address of this machine */
export async function isFree(host: string, port: number): Promise<boolean> {
  try {
    await listenOnce(host, port);
    return true;
  } catch {
    // whatever keeps us from listening, the port cannot be had
    return false;
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
export function placeError({ host, port, what, option }: TcpPlace, cause: unknown): StartError {
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
