import { createHmac } from 'node:crypto';

/**
 * The session keys of all nodes, derived from one secret: nothing is stored, a restart with the same secret gives the
 * same keys, and a stranger who names nodes makes nothing grow.
 */
export class SessionKeys {
  readonly #secret: Buffer;

  constructor(secret: Buffer) {
    this.#secret = secret;
  }

  /** 32 bytes, the same for the same organisation and node. */
  of(org: string, node: string): Buffer {
    // with the length in front no two pairs of names make the same text
    const names = `${Buffer.byteLength(org)}:${org}${node}`;
    return createHmac('sha256', this.#secret).update(names).digest();
  }
}
