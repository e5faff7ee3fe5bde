import type { SessionKeys, SessionNames } from './session-keys.ts';

/**
 * What a node and the server share, from the node's first configuration until its client is deleted or has another key.
 * Whoever holds one looks whether it is over before he uses it.
 */
export class Session implements SessionNames {
  readonly org: string;
  readonly node: string;
  readonly clientKey: string;
  readonly id: string;
  /** When the node last asked for its configuration, by the wall clock. */
  issuedAtMs: number;
  /** When its client was last known to be the same. */
  confirmedAtMs: number;
  #isOver = false;
  readonly #keys: SessionKeys;
  #key: Buffer | undefined;

  constructor({ org, node, clientKey, id }: SessionNames, issuedAtMs: number, keys: SessionKeys) {
    this.org = org;
    this.node = node;
    this.clientKey = clientKey;
    this.id = id;
    this.issuedAtMs = issuedAtMs;
    this.confirmedAtMs = issuedAtMs;
    this.#keys = keys;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** For good: whoever is let in afterwards has another. */
  end(): void {
    this.#isOver = true;
  }

  /** Signs the messages between them, both ways; 32 bytes, derived when first used. */
  get key(): Buffer {
    this.#key ??= this.#keys.of(this);
    return this.#key;
  }
}
