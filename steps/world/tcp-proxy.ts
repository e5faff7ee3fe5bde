import { connect, createServer, type Server, type Socket } from 'node:net';

/** Which way bytes travel. */
export type Direction = 'to the server' | 'to the nodes';

const DIRECTIONS: readonly Direction[] = ['to the server', 'to the nodes'];

interface TcpPlace {
  readonly host: string;
  readonly port: number;
}

interface Pair {
  readonly node: Socket;
  readonly server: Socket;
}

/**
 * A piece of network between nodes and one port of the server. It keeps what travels, and fails when it is told to:
 * bytes are held back, connections cut, or none accepted.
 */
export class TcpProxy {
  readonly #server: TcpPlace;
  readonly #listener: Server;
  readonly #pairs = new Set<Pair>();
  readonly #stalled = new Set<Direction>();
  readonly #seen: Readonly<Record<Direction, Buffer[]>> = { 'to the server': [], 'to the nodes': [] };
  #isDown = false;
  #accepted = 0;

  private constructor(server: TcpPlace) {
    this.#server = server;
    this.#listener = createServer((node) => this.#accept(node));
  }

  /** Listens at one place and passes on to another. */
  static async start(listenAt: TcpPlace, server: TcpPlace): Promise<TcpProxy> {
    const proxy = new TcpProxy(server);
    await new Promise<void>((resolve, reject) => {
      proxy.#listener.once('error', reject);
      proxy.#listener.listen(listenAt.port, listenAt.host, resolve);
    });
    return proxy;
  }

  /** How many connections nodes have opened so far. */
  get accepted(): number {
    return this.#accepted;
  }

  /** Everything that travelled in one direction, of all connections in the order it came. */
  seen(direction: Direction): Buffer {
    return Buffer.concat(this.#seen[direction]);
  }

  /** Holds bytes back from now on; connections stay. */
  stall(direction: Direction): void {
    this.#stalled.add(direction);
    for (const pair of this.#pairs) source(pair, direction).pause();
  }

  /** Lets everything through again, what was held back first. */
  mend(): void {
    this.#isDown = false;
    this.#stalled.clear();
    for (const pair of this.#pairs) for (const direction of DIRECTIONS) source(pair, direction).resume();
  }

  /** Resets every connection; new ones are accepted. */
  reset(): void {
    for (const { node, server } of this.#pairs) {
      node.resetAndDestroy();
      server.resetAndDestroy();
    }
  }

  /** Resets every connection, and each new one too, until it is mended. */
  cut(): void {
    this.#isDown = true;
    this.reset();
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#listener.close(resolve));
    this.reset();
    await closed;
  }

  #accept(node: Socket): void {
    if (this.#isDown) {
      node.resetAndDestroy();
      return;
    }
    this.#accepted += 1;
    const server = connect(this.#server.port, this.#server.host);
    const pair = { node, server };
    this.#pairs.add(pair);
    this.#pass(pair, 'to the server', node, server);
    this.#pass(pair, 'to the nodes', server, node);
  }

  #pass(pair: Pair, direction: Direction, from: Socket, to: Socket): void {
    from.setNoDelay(true);
    from.on('data', (bytes) => {
      this.#seen[direction].push(bytes);
      to.write(bytes);
    });
    // either end may break at any time: that is what this is for, and the other end is told by the end of its own
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.#pairs.delete(pair);
      to.end();
    });
    if (this.#stalled.has(direction)) from.pause();
  }
}

function source({ node, server }: Pair, direction: Direction): Socket {
  return direction === 'to the server' ? node : server;
}
