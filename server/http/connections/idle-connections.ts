import type { Socket } from 'node:net';

/** What a connection takes that asks nothing, about, beside what it has sent: in our memory and in the system library's. */
export const PLAIN_BYTES = 10_240;
/** The same where it is encrypted, or is about to be: 56 KB while keys are agreed on, and as much again that the system library keeps of it. */
export const TLS_BYTES = 98_304;

export interface IdleConnectionsOptions {
  readonly maxBytes: number;
  /** What each connection takes by itself. */
  readonly bytesEach: number;
  /** A connection was cut off, since all of them took too much. */
  readonly onCutOff: (socket: Socket) => void;
}

interface Held {
  readonly socket: Socket;
  /** Nothing of it is being answered. */
  isIdle: boolean;
  /** Of a request whose headers have not ended. */
  headBytes: number;
}

/**
 * The connections over which nothing is asked at present, and those that have sent a part of a request's headers: it costs
 * nothing to open ten thousand of them. Where they take too much, those that never asked anything are cut off first, then
 * those that have been idle for longest: whoever asks has done so within a moment.
 */
export class IdleConnections {
  readonly #options: IdleConnectionsOptions;
  /** By address of the other side: of an encrypted connection there are two sockets. The oldest is first. */
  readonly #strangers = new Map<string, Held>();
  readonly #known = new Map<string, Held>();
  #bytes = 0;

  constructor(options: IdleConnectionsOptions) {
    this.#options = options;
  }

  /** Bytes that they take, about. */
  get bytes(): number {
    return this.#bytes;
  }

  /** It was accepted and has asked nothing. The same connection may be added again by another socket of its. */
  accepted(socket: Socket): void {
    const key = keyOf(socket);
    this.#forget(key);
    this.#strangers.set(key, { socket, isIdle: true, headBytes: 0 });
    this.#count(this.#options.bytesEach);
    socket.once('close', () => {
      const held = this.#find(key);
      // a new connection may have the address of one that is over
      if (held?.socket === socket) this.#forget(key);
    });
  }

  /** So much has come of a request whose headers have not ended. */
  head(socket: Socket, bytes: number): void {
    const held = this.#find(keyOf(socket));
    if (held === undefined) return;
    held.headBytes += bytes;
    this.#count(bytes);
  }

  /** The headers of a request have come, which is answered now, or waits for those before it. */
  asks(socket: Socket): void {
    const key = keyOf(socket);
    const held = this.#find(key);
    if (held === undefined) return;
    this.#forget(key);
    this.#known.set(key, { socket: held.socket, isIdle: false, headBytes: 0 });
  }

  /** All that it has asked is answered. */
  rests(socket: Socket): void {
    const key = keyOf(socket);
    const held = this.#known.get(key);
    if (held === undefined || held.isIdle) return;
    held.isIdle = true;
    this.#known.delete(key);
    this.#known.set(key, held);
    this.#count(this.#options.bytesEach);
  }

  #find(key: string): Held | undefined {
    return this.#strangers.get(key) ?? this.#known.get(key);
  }

  #forget(key: string): void {
    const held = this.#find(key);
    if (held === undefined) return;
    this.#strangers.delete(key);
    this.#known.delete(key);
    this.#bytes -= this.#weight(held);
  }

  #weight({ isIdle, headBytes }: Held): number {
    return headBytes + (isIdle ? this.#options.bytesEach : 0);
  }

  #count(bytes: number): void {
    this.#bytes += bytes;
    for (const among of [this.#strangers, this.#known]) {
      for (const [key, held] of among) {
        if (this.#bytes <= this.#options.maxBytes) return;
        if (this.#weight(held) === 0) continue;
        this.#forget(key);
        this.#options.onCutOff(held.socket);
        held.socket.destroy();
      }
    }
  }
}

const keys = new WeakMap<Socket, string>();

/** A connection that is over has no address any more. */
function keyOf(socket: Socket): string {
  let key = keys.get(socket);
  if (key === undefined) {
    key = `${socket.remoteAddress} ${socket.remotePort}`;
    keys.set(socket, key);
  }
  return key;
}
