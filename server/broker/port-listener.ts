import { createServer, type Server, type Socket } from 'node:net';
import { listenAt } from '../places.ts';
import type { TcpAddress } from '../tcp-address.ts';
import { BACKLOG, KEEPALIVE_IDLE_MS } from './tcp.ts';

export interface PortListenerOptions {
  /** Connections that there may be at once. */
  readonly most: number;
  readonly onSocket: (socket: Socket) => void;
  /** A connection was closed at once, since there are as many as there may be. */
  readonly onFull: (address: string | undefined) => void;
  /** The system could not accept a connection. */
  readonly onError: (error: Error) => void;
}

/** A port for ZeroMQ on node's own sockets: accepts connections, and knows nothing of what is said over them. */
export class PortListener {
  readonly #server: Server;
  readonly #onError: (error: Error) => void;

  constructor({ most, onSocket, onFull, onError }: PortListenerOptions) {
    this.#onError = onError;
    this.#server = createServer(
      { noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEPALIVE_IDLE_MS },
      onSocket,
    );
    this.#server.maxConnections = most;
    this.#server.on('drop', (dropped) => onFull(dropped?.remoteAddress));
  }

  /** Takes the port, and resolves to it. @throws StartError */
  async bind(place: TcpAddress): Promise<number> {
    const port = await listenAt(this.#server, place, BACKLOG);
    this.#server.on('error', this.#onError);
    return port;
  }

  /** Accepts no more, and resolves when the port can be had again: its connections have ended by then. */
  async stop(): Promise<void> {
    if (this.#server.listening) await new Promise((resolve) => this.#server.close(resolve));
  }
}
