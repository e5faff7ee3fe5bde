import type { AddressInfo, Server } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { BACKLOG } from './broker/tcp.ts';
import { assertFree, bindableAddress, placeError, type TcpAddress } from './tcp-address.ts';

/** Where the server's sockets go. */
export interface Places {
  readonly rest: TcpAddress;
  readonly heartbeat: TcpAddress;
  readonly command: TcpAddress;
  /** Those for nodes without encryption, where they are taken beside others. */
  readonly unencrypted?: { readonly heartbeat: TcpAddress; readonly command: TcpAddress };
}

/** @throws StartError for a host that is none, and for a port that is taken */
export async function freePlaces(asked: {
  readonly host?: string;
  readonly port?: number;
  readonly heartbeatPort?: number;
  readonly commandPort?: number;
  readonly allowUnencrypted?: boolean;
  readonly unencryptedHeartbeatPort?: number;
  readonly unencryptedCommandPort?: number;
}): Promise<Places> {
  const host = await bindableAddress(asked.host ?? '127.0.0.1');
  const places: Places = {
    rest: { host, port: asked.port ?? 0, what: 'REST requests', option: '--port' },
    heartbeat: { host, port: asked.heartbeatPort ?? 0, what: 'heartbeats', option: '--heartbeat-port' },
    command: { host, port: asked.commandPort ?? 0, what: 'commands', option: '--command-port' },
    ...(asked.allowUnencrypted === true && {
      unencrypted: {
        heartbeat: {
          host,
          port: asked.unencryptedHeartbeatPort ?? 0,
          what: 'heartbeats to nodes without encryption',
          option: '--unencrypted-heartbeat-port',
        },
        command: {
          host,
          port: asked.unencryptedCommandPort ?? 0,
          what: 'commands to nodes without encryption',
          option: '--unencrypted-command-port',
        },
      },
    }),
  };
  const { unencrypted, ...others } = places;
  const all = [...Object.values(others), ...(unencrypted === undefined ? [] : Object.values(unencrypted))];
  for (const place of all) await assertFree(place);
  return places;
}

/** Resolves to the port. @param backlog connections that may wait to be accepted @throws StartError */
export async function listenAt(server: Server, place: TcpAddress, backlog?: number): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(place.port, place.host, backlog, () => {
        server.off('error', reject);
        resolve();
      });
    });
  } catch (error) {
    throw placeError(place, error);
  }
  return portOf(server.address(), place);
}

/** Resolves to the port. @throws StartError */
export async function listen(http: FastifyInstance, place: TcpAddress): Promise<number> {
  try {
    await http.listen({ host: place.host, port: place.port, backlog: BACKLOG });
  } catch (error) {
    throw placeError(place, error);
  }
  return portOf(http.addresses()[0] ?? null, place);
}

function portOf(address: string | AddressInfo | null, place: TcpAddress): number {
  return typeof address === 'object' && address !== null ? address.port : place.port;
}
