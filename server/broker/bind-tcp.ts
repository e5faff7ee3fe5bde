import { setTimeout } from 'node:timers/promises';
import type { Socket } from 'zeromq';
import { authority, isFree, placeError, type TcpPlace } from '../place.ts';

/** Connections that wait to be accepted: a whole fleet comes back at once when a server restarts. */
export const BACKLOG = 4_096;

/** `tcp://HOST:PORT`, with brackets around an IPv6 address. */
export function tcpAddress(host: string, port: number): string {
  return `tcp://${authority(host, port)}`;
}

type BindableSocket = Socket & { ipv6: boolean; readonly lastEndpoint: string | null };

/** How long to wait for libzmq to let go of a port, and how often to look. */
const RELEASE_MS = 1_000;
const LOOK_EVERY_MS = 2;

/** Binds a socket; resolves to the port it has. @throws StartError for a place that cannot be taken */
export async function bindTcp(socket: BindableSocket, place: TcpPlace): Promise<number> {
  if (place.host.includes(':')) socket.ipv6 = true;
  try {
    await socket.bind(tcpAddress(place.host, place.port));
  } catch (error) {
    throw placeError(place, error);
  }
  return Number(/:(\d+)$/.exec(socket.lastEndpoint ?? '')?.[1]);
}

/**
 * Closes a socket and resolves when its port can be had again: closing leaves that to a thread of libzmq, and a server
 * that starts right afterwards would find the port in use. Unbinding first would wait for it, but on another thread,
 * while this one may still be told of messages: libzmq gives up the process when both touch the socket.
 */
export async function closeTcp(socket: BindableSocket): Promise<void> {
  const endpoint = socket.closed ? null : socket.lastEndpoint;
  socket.close();
  if (endpoint) await released(new URL(endpoint));
}

async function released({ hostname, port }: URL): Promise<void> {
  const host = hostname.replace(/^\[|\]$/g, '');
  const deadline = performance.now() + RELEASE_MS;
  while (!(await isFree(host, Number(port))) && performance.now() < deadline) await setTimeout(LOOK_EVERY_MS);
}
