import type { Socket } from 'zeromq';
import { authority, placeError, type TcpPlace } from '../place.ts';

/** Connections that wait to be accepted: a whole fleet comes back at once when a server restarts. */
export const BACKLOG = 4_096;

/** `tcp://HOST:PORT`, with brackets around an IPv6 address. */
export function tcpAddress(host: string, port: number): string {
  return `tcp://${authority(host, port)}`;
}

/** Binds a socket; resolves to the port it has. @throws StartError for a place that cannot be taken */
export async function bindTcp(
  socket: Socket & { ipv6: boolean; readonly lastEndpoint: string | null },
  place: TcpPlace,
): Promise<number> {
  if (place.host.includes(':')) socket.ipv6 = true;
  try {
    await socket.bind(tcpAddress(place.host, place.port));
  } catch (error) {
    throw placeError(place, error);
  }
  return Number(/:(\d+)$/.exec(socket.lastEndpoint ?? '')?.[1]);
}
