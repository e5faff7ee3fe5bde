import { authority } from '../tcp-address.ts';

/** Connections that wait to be accepted: a whole fleet comes back at once when a server restarts. */
export const BACKLOG = 4_096;

/** A connection that is silent for this long is asked by the system whether it is still there. */
export const KEEPALIVE_IDLE_MS = 60_000;

/** `tcp://HOST:PORT`, with brackets around an IPv6 address. */
export function tcpAddress(host: string, port: number): string {
  return `tcp://${authority(host, port)}`;
}
