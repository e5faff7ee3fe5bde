import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { SimulatedClock } from '../../../protocol/time/simulated-clock.ts';
import { FaultProxy, type FaultProxyOptions } from '../fault-proxy.ts';

/** Turns of the event loop after which something that was to happen will not. */
const MAX_TURNS = 10_000;

/** One end of a connection, with what has come to it. */
export class End {
  readonly socket: Socket;
  readonly #parts: Buffer[] = [];
  #length = 0;
  /** `end`, `reset` or nothing. */
  closedBy: 'end' | 'reset' | undefined;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (bytes: Buffer) => {
      this.#parts.push(bytes);
      this.#length += bytes.length;
    });
    socket.on('end', () => {
      this.closedBy ??= 'end';
    });
    socket.on('error', () => {
      this.closedBy = 'reset';
    });
  }

  get length(): number {
    return this.#length;
  }

  get text(): string {
    return Buffer.concat(this.#parts).toString();
  }

  say(text: string): void {
    this.socket.write(text);
  }
}

/** A node's end and the server's end of a connection through the proxy. */
export interface ProxiedConnection {
  readonly node: End;
  readonly server: End;
}

/** A proxy before a server, on a clock that stands still. */
export class WireTrial {
  readonly clock = new SimulatedClock();
  readonly proxy: FaultProxy;
  readonly #server: Server;
  readonly #nodes: Socket[] = [];

  private constructor(server: Server, clock: SimulatedClock, proxy: FaultProxy) {
    this.#server = server;
    this.clock = clock;
    this.proxy = proxy;
  }

  /** Ends with the test. */
  static async start(context: TestContext, options: Partial<FaultProxyOptions> = {}): Promise<WireTrial> {
    const server = createServer({ noDelay: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const clock = new SimulatedClock();
    const { port } = server.address() as AddressInfo;
    const proxy = await FaultProxy.start({
      listenAt: { host: '127.0.0.1', port: 0 },
      server: { host: '127.0.0.1', port },
      clock,
      ...options,
    });
    const trial = new WireTrial(server, clock, proxy);
    context.after(() => trial.#stop());
    return trial;
  }

  /** Connects a node, through to the server. */
  async connect(): Promise<ProxiedConnection> {
    const accepted = once(this.#server, 'connection') as Promise<[Socket]>;
    const node = this.connectAlone();
    const [socket] = await accepted;
    const connection = { node, server: new End(socket) };
    await this.exchange(connection);
    return connection;
  }

  /** Connects a node that may never get through. */
  connectAlone(): End {
    const socket = connect({ host: '127.0.0.1', port: this.proxy.port, noDelay: true });
    this.#nodes.push(socket);
    return new End(socket);
  }

  /** A word to the node that has come: what was sent before it has reached the proxy. */
  async toNode({ node, server }: ProxiedConnection): Promise<void> {
    const before = node.length;
    server.say('.');
    await this.until('a word from the server', () => node.length > before);
  }

  /** A word each way. */
  async exchange(connection: ProxiedConnection): Promise<void> {
    const before = connection.server.length;
    connection.node.say('.');
    await this.until('a word from the node', () => connection.server.length > before);
    await this.toNode(connection);
  }

  /** Looks at each turn of the event loop. */
  async until(what: string, isSo: () => boolean): Promise<void> {
    for (let turn = 0; turn < MAX_TURNS; turn++) {
      if (isSo()) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.fail(`wanted: ${what}`);
  }

  async #stop(): Promise<void> {
    for (const node of this.#nodes) node.destroy();
    await this.proxy.stop();
    assert.equal(this.proxy.open, 0, 'connections that were left open');
    assert.equal(this.clock.pendingTimers, 0, 'timers that were left running');
    this.#server.close();
  }
}
