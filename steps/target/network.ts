import { TcpProxy } from '../world/tcp-proxy.ts';

/** Where the server listens, and where nodes are told that it is: another address of this machine, the same ports. */
export const SERVER_HOST = '127.0.0.1';
export const PROXY_HOST = '127.0.0.2';

/** What lies between nodes and the server's sockets; REST goes past it. */
export interface Network {
  readonly commands: TcpProxy;
  readonly heartbeats: TcpProxy;
}

export async function startNetwork(ports: {
  readonly commandPort: number;
  readonly heartbeatPort: number;
}): Promise<Network> {
  const between = (port: number) => TcpProxy.start({ host: PROXY_HOST, port }, { host: SERVER_HOST, port });
  const [commands, heartbeats] = await Promise.all([
    between(ports.commandPort),
    between(ports.heartbeatPort),
  ]);
  return { commands, heartbeats };
}

export async function stopNetwork({ commands, heartbeats }: Network): Promise<void> {
  await Promise.all([commands.stop(), heartbeats.stop()]);
}
