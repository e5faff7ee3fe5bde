import { hmacSha256 } from '../../protocol/wire/hmac-sha256.ts';

const KEY_BYTES = 32;

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
    // of its own memory: a part of Node's pool would keep all of the pool as long as the node is there
    const key = Buffer.alloc(KEY_BYTES);
    key.write(hmacSha256(names, this.#secret), 'base64');
    return key;
  }
}
