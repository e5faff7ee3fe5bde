import type { ServerMessage } from '../../protocol/wire/server-message.ts';
import type { Peer } from '../node/peer.ts';
import type { Outbox } from './outbox.ts';

/** A node behind the command socket: its present routing identity, and the key that signs what it is told. */
export class RoutedPeer implements Peer {
  readonly sessionKey: Uint8Array;
  readonly #outbox: Pick<Outbox, 'post'>;
  #identity: Buffer;
  /** The one before: that of a connection which the node has given up. */
  #left: Buffer | undefined;
  #sequence = 0;

  constructor(identity: Buffer, sessionKey: Uint8Array, outbox: Pick<Outbox, 'post'>) {
    this.#identity = identity;
    this.sessionKey = sessionKey;
    this.#outbox = outbox;
  }

  get identity(): Buffer {
    return this.#identity;
  }

  /** The number of the next message to this node, from 1. */
  nextSequence(): number {
    this.#sequence += 1;
    return this.#sequence;
  }

  /**
   * Takes the identity of a verified message as the node's. True: it is another than before. The last word from a
   * connection that the node has given up may be read after the first from the next one: it changes nothing.
   */
  adopt(identity: Buffer): boolean {
    if (this.#identity.equals(identity) || this.#left?.equals(identity)) return false;
    this.#left = this.#identity;
    this.#identity = identity;
    return true;
  }

  send(message: ServerMessage): void {
    this.#outbox.post(this, message);
  }
}
