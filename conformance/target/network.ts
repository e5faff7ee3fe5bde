import type { FaultDirection, WireFault } from '../../simulator/faults/fault.ts';
import { FaultProxy, type ProxyEndpoint } from '../../simulator/faults/fault-proxy.ts';

/** Where the server listens, and where nodes are told that it is: another address of this machine, the same ports. */
export const SERVER_HOST = '127.0.0.1';
export const PROXY_HOST = '127.0.0.2';

/** What lies between nodes and the server's sockets; REST goes past it. */
export interface Network {
  readonly commands: NetworkWire;
  readonly heartbeats: NetworkWire;
}

/** The connections of all nodes to one port of the server: they keep what travels, and fail when they are told to. */
export class NetworkWire {
  readonly #proxy: FaultProxy;
  readonly #seen: Readonly<Record<FaultDirection, Buffer[]>>;

  private constructor(proxy: FaultProxy, seen: Readonly<Record<FaultDirection, Buffer[]>>) {
    this.#proxy = proxy;
    this.#seen = seen;
  }

  /** Listens at one place and passes on to another. */
  static async start(listenAt: ProxyEndpoint, server: ProxyEndpoint): Promise<NetworkWire> {
    const seen: Record<FaultDirection, Buffer[]> = { to_server: [], to_nodes: [] };
    const proxy = await FaultProxy.start({
      listenAt,
      server,
      tap: (direction, bytes) => seen[direction].push(bytes),
    });
    return new NetworkWire(proxy, seen);
  }

  /** How many connections nodes have opened so far. */
  get accepted(): number {
    return this.#proxy.accepted;
  }

  /** Everything that travelled, first all to the nodes and then all to the server, each in the order it came. */
  get seen(): Buffer {
    return Buffer.concat([...this.#seen.to_nodes, ...this.#seen.to_server]);
  }

  /** This fault is on until the wire is mended. */
  fail(fault: WireFault): void {
    this.#proxy.begin(fault);
  }

  /** Every fault is over: what was held back comes first. */
  mend(): void {
    this.#proxy.mend();
  }

  async stop(): Promise<void> {
    await this.#proxy.stop();
  }
}

export async function startNetwork(ports: {
  readonly commandPort: number;
  readonly heartbeatPort: number;
}): Promise<Network> {
  const between = (port: number) =>
    NetworkWire.start({ host: PROXY_HOST, port }, { host: SERVER_HOST, port });
  const [commands, heartbeats] = await Promise.all([
    between(ports.commandPort),
    between(ports.heartbeatPort),
  ]);
  return { commands, heartbeats };
}

export async function stopNetwork({ commands, heartbeats }: Network): Promise<void> {
  await Promise.all([commands.stop(), heartbeats.stop()]);
}
