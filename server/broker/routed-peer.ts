import type { ServerMessage } from '../../protocol/wire/server-message.ts';
import type { Peer } from '../node/peer.ts';
import type { Session } from './entry/session.ts';

/** Connections given up that are remembered; what came over one before these was read long ago. */
const MOST_LEFT = 8;
/**
 * So many messages in a row over a connection that seemed to be given up, and none over the newer one: it lives. More
 * than a client leaves behind, which keeps at most three unsent. Source: protocol §4.
 */
const SIGNS_OF_LIFE = 4;

/** Takes messages for nodes. */
interface PostBox {
  post(peer: RoutedPeer, message: ServerMessage): void;
}

/** A node behind the command socket: its present routing identity, and the session whose key signs what it is told. */
export class RoutedPeer implements Peer {
  readonly session: Session;
  readonly #outbox: PostBox;
  #identity: Buffer;
  /** Identities of connections that the node has given up, the last one last; as text, which is smaller. */
  #left: readonly string[] = NONE;
  /** Messages from those since one came from the present identity. */
  #strays = 0;
  #sequence = 0;

  constructor(identity: Buffer, session: Session, outbox: PostBox) {
    this.#identity = identity;
    this.session = session;
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
   * Takes the identity of a verified message as the node's. True: it is another than before. The last words from
   * connections that the node has given up may be read after the first from the next one: they change nothing, also where
   * they are the first over a connection that is older than the present one, as after a restart of the server. A
   * connection that goes on speaking, while the one that took its place is silent, was not given up: what took its place
   * was a message that somebody repeated. Sequences tell neither, since a client may count anew for each connection.
   */
  adopt(identity: Buffer): boolean {
    if (this.#identity.equals(identity)) {
      this.#strays = 0;
      return false;
    }
    const name = nameOf(identity);
    if (this.#left.includes(name) || isOlder(identity, this.#identity)) {
      this.#strays += 1;
      if (this.#strays < SIGNS_OF_LIFE) return false;
    }
    const others = this.#left.filter((left) => left !== name);
    this.#left = [...others, nameOf(this.#identity)].slice(-MOST_LEFT);
    this.#identity = identity;
    this.#strays = 0;
    return true;
  }

  /**
   * A message has found no connection with this identity. True: the node may have another one, which is its identity now:
   * it has moved meanwhile, or its last word over an old connection was read late and the one before that word is taken up
   * again.
   */
  leave(identity: Buffer): boolean {
    if (!this.#identity.equals(identity)) return true;
    const before = this.#left.at(-1);
    if (before === undefined) return false;
    this.#left = this.#left.slice(0, -1);
    this.#identity = Buffer.from(before, 'latin1');
    this.#strays = 0;
    return true;
  }

  send(message: ServerMessage): void {
    this.#outbox.post(this, message);
  }
}

const NONE: readonly string[] = [];

/** Identities are numbers of as many bytes, counted up as connections are accepted. */
function isOlder(one: Buffer, other: Buffer): boolean {
  return one.compare(other) < 0;
}

function nameOf(identity: Buffer): string {
  return identity.toString('latin1');
}
