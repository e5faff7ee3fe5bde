import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A connection whose bytes are chosen by the test: for peers that libzmq would not be. */
export class RawPeer {
  readonly socket: Socket;
  #received = Buffer.alloc(0);
  #isClosed = false;
  #onChange = (): void => undefined;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#onChange();
    });
    // being cut off in the middle of a word is what some are here for
    socket.on('error', () => {});
    socket.on('close', () => {
      this.#isClosed = true;
      this.#onChange();
    });
  }

  static async connect(port: number, host = '127.0.0.1'): Promise<RawPeer> {
    const socket = connect(port, host);
    await once(socket, 'connect');
    return new RawPeer(socket);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Everything that has come. */
  get received(): Buffer {
    return this.#received;
  }

  say(...parts: readonly Uint8Array[]): this {
    for (const part of parts) this.socket.write(part);
    return this;
  }

  /** Resolves when so many bytes have come; fails when the connection ends before. */
  async hear(bytes: number): Promise<Buffer> {
    await this.#until(() => this.#received.byteLength >= bytes || this.#isClosed);
    if (this.#received.byteLength >= bytes) return this.#received.subarray(0, bytes);
    throw new Error(`the connection ended after ${this.#received.byteLength} bytes of ${bytes}`);
  }

  /** Resolves when the other side has ended the connection. */
  async closed(): Promise<void> {
    await this.#until(() => this.#isClosed);
  }

  hangUp(): void {
    this.socket.destroy();
  }

  async #until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      await new Promise<void>((resolve) => {
        this.#onChange = resolve;
      });
    }
  }
}
