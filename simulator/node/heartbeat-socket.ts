import type { KeyObject } from 'node:crypto';
import { type Context, Subscriber } from 'zeromq';
import { MAX_BODY_BYTES } from '../../protocol/wire/header.ts';
import { parseHeartbeat } from './incoming.ts';
import { isIpv6 } from './ipv6.ts';
import type { HeartbeatChannel, HeartbeatListener } from './node-sockets.ts';

/**
 * The heartbeat socket of all nodes that listen to one address. Each heartbeat is verified once for each key that its
 * listeners were given, and then told to them, so that a fleet costs one connection and one signature an interval.
 */
export class HeartbeatSocket implements HeartbeatChannel {
  readonly #context: Context;
  readonly #address: string;
  /** Who trusts which key of the server. */
  readonly #audiences = new Map<KeyObject, Set<HeartbeatListener>>();
  #socket: Subscriber | undefined;
  /** Nothing was heard since the socket was opened. */
  #silent = true;

  constructor(context: Context, address: string) {
    this.#context = context;
    this.#address = address;
  }

  listen(publicKey: KeyObject, listener: HeartbeatListener): () => void {
    const audience = this.#audiences.get(publicKey) ?? new Set();
    this.#audiences.set(publicKey, audience.add(listener));
    if (!this.#socket) this.#open();
    return () => {
      audience.delete(listener);
      if (audience.size > 0) return;
      this.#audiences.delete(publicKey);
      if (this.#audiences.size === 0) this.#close();
    };
  }

  /** A whole fleet asks for it at once: once is enough until something is heard. */
  reopen(): void {
    if (!this.#socket || this.#silent) return;
    this.#close();
    this.#open();
  }

  #open(): void {
    const socket = new Subscriber({ context: this.#context, linger: 0, ipv6: isIpv6(this.#address) });
    socket.connect(this.#address);
    socket.subscribe();
    this.#socket = socket;
    this.#silent = true;
    void this.#receive(socket);
  }

  #close(): void {
    this.#socket?.close();
    this.#socket = undefined;
  }

  async #receive(socket: Subscriber): Promise<void> {
    while (!socket.closed) {
      let frames: Buffer[];
      try {
        frames = await socket.receive();
      } catch (error) {
        if (socket.closed) return;
        throw error;
      }
      this.#silent = false;
      for (const [publicKey, audience] of this.#audiences) tell(audience, publicKey, frames);
    }
  }
}

function tell(
  audience: ReadonlySet<HeartbeatListener>,
  publicKey: KeyObject,
  frames: readonly Buffer[],
): void {
  const message = parseHeartbeat(frames, publicKey, MAX_BODY_BYTES);
  for (const listener of audience) {
    if (message.ok) listener.heartbeat(message.value, frames);
    else listener.refusedHeartbeat(message.reason, frames);
  }
}
