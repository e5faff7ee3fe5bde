import type { RequestListener } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { StartError } from '../start-error.ts';
import type { TlsPair } from './tls-pair.ts';

/** A server of https that also ends connections which have not said yet that they speak TLS: node's own waits for them. */
export class TlsServer extends https.Server {
  readonly #accepted = new Set<Socket>();

  constructor(
    options: https.ServerOptions,
    { certificate, privateKey }: TlsPair,
    onRequest: RequestListener,
  ) {
    super({ ...options, cert: certificate, key: privateKey }, onRequest);
    // whoever answers it waits for keys that there will never be: node would keep a connection that is out of time for good
    this.on('tlsClientError', (_error, socket) => void socket.destroy());
    this.on('connection', (socket: Socket) => {
      this.#accepted.add(socket);
      socket.once('close', () => this.#accepted.delete(socket));
    });
  }

  /**
   * Shows another certificate from now on; connections that there are keep the one that they were shown.
   * @throws StartError for one that TLS does not take, such as of a key that is too short
   */
  use({ certificate, privateKey }: TlsPair): void {
    try {
      this.setSecureContext({ cert: certificate, key: privateKey });
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new StartError(`What --tls-cert names cannot be used (${why}).`, { cause });
    }
  }

  override closeAllConnections(): void {
    super.closeAllConnections();
    for (const socket of this.#accepted) socket.destroy();
  }
}
