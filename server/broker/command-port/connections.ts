import type { Session } from '../entry/session.ts';
import type { CommandConnection } from './command-connection.ts';

/**
 * Open connections of one node, the newest. A client has one, and another while it does not know that the first is
 * gone; `RoutedPeer` goes back to no more than these.
 */
const MOST_OF_ONE = 8;
const FIRST_NUMBER = 1;
const IDENTITY_BYTES = 5;

/** The connections of a command port: all of them by their identities, and those that encrypt by whose they are. */
export class Connections {
  /** By the number in their identity. */
  readonly #all = new Map<number, CommandConnection>();
  /** The oldest first. */
  readonly #owned = new Map<Session, readonly CommandConnection[]>();
  #number = FIRST_NUMBER;

  get count(): number {
    return this.#all.size;
  }

  /** Connections that are not encrypted while others are; walks over all of them. */
  get unencryptedCount(): number {
    let count = 0;
    for (const { isUnencrypted } of this.all()) if (isUnencrypted) count += 1;
    return count;
  }

  /** Bytes that wait for nodes; walks over all of them. */
  get unsentBytes(): number {
    let bytes = 0;
    for (const { queue } of this.all()) bytes += queue.unsentBytes;
    return bytes;
  }

  all(): Iterable<CommandConnection> {
    return this.#all.values();
  }

  find(identity: Buffer): CommandConnection | undefined {
    return this.#all.get(numberOf(identity));
  }

  /** The identity of the next connection. */
  nextIdentity(): Buffer {
    const identity = Buffer.alloc(IDENTITY_BYTES);
    identity.writeUInt32BE(this.#number, 1);
    this.#number = (this.#number + 1) % 2 ** 32;
    return identity;
  }

  add(connection: CommandConnection): void {
    this.#all.set(numberOf(connection.identity), connection);
  }

  /** The connection has proved to be this session's. Gives the session's oldest one where it has too many now. */
  own(connection: CommandConnection, owner: Session): CommandConnection | undefined {
    connection.owner = owner;
    const owned = [...(this.#owned.get(owner) ?? []), connection];
    this.#owned.set(owner, owned);
    return owned.length > MOST_OF_ONE ? owned[0] : undefined;
  }

  /** Those that have proved to be this session's. */
  of(owner: Session): readonly CommandConnection[] {
    return this.#owned.get(owner) ?? [];
  }

  delete(connection: CommandConnection): void {
    this.#all.delete(numberOf(connection.identity));
    const { owner } = connection;
    if (owner === undefined) return;
    const left = this.#owned.get(owner)?.filter((owned) => owned !== connection) ?? [];
    if (left.length > 0) this.#owned.set(owner, left);
    else this.#owned.delete(owner);
  }
}

/** What tells one connection from the others. */
function numberOf(identity: Buffer): number {
  return identity.readUInt32BE(1);
}
