import { hmacSha256 } from '../../../protocol/wire/hmac-sha256.ts';

/** Length of a session key. Source: protocol §3. */
export const SESSION_KEY_BYTES = 32;

/** What makes a session's key its own. */
export interface SessionNames {
  readonly org: string;
  readonly node: string;
  /** Fingerprint of the key of the node's client. */
  readonly clientKey: string;
  /** 32 hexadecimal digits that no other session has. */
  readonly id: string;
}

/** The session keys of all nodes, derived from one secret: none is stored, and a restart with the same secret gives the same. */
export class SessionKeys {
  readonly #secret: Buffer;

  constructor(secret: Buffer) {
    this.#secret = secret;
  }

  /** 32 bytes, the same for the same session. */
  of({ org, node, clientKey, id }: SessionNames): Buffer {
    // with the lengths in front no two sessions make the same text
    const text = [org, node, clientKey, id].map((name) => `${Buffer.byteLength(name)}:${name}`).join('');
    // of its own memory: a part of Node's pool would keep all of the pool as long as the node is there
    const key = Buffer.alloc(SESSION_KEY_BYTES);
    key.write(hmacSha256(text, this.#secret), 'base64');
    return key;
  }
}
