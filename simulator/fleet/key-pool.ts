import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { newKeyPairAsync } from '../../protocol/signing/key-pair.ts';

/** What a node signs with, and what the server is given to verify it. */
export interface NodeKey {
  readonly privateKey: KeyObject;
  /** SPKI, PEM. */
  readonly publicKey: string;
}

/** RSA keys that nodes share, because drawing one for each of thousands would take half an hour. */
export class KeyPool {
  readonly #size: number;
  readonly #keys: Promise<NodeKey>[] = [];
  #next = 0;

  /** @param size keys at most; 0 draws a new one each time */
  constructor(size: number) {
    this.#size = size;
  }

  /** The next key in turn, drawn when it is first wanted. */
  take(): Promise<NodeKey> {
    if (this.#size === 0) return drawKey();
    const place = this.#next % this.#size;
    this.#next += 1;
    const known = this.#keys[place];
    if (known) return known;
    const drawn = drawKey();
    this.#keys[place] = drawn;
    return drawn;
  }
}

/** A key that was made elsewhere. */
export function nodeKey(privateKey: KeyObject | string): NodeKey {
  const key = typeof privateKey === 'string' ? createPrivateKey(privateKey) : privateKey;
  return {
    privateKey: key,
    publicKey: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
  };
}

async function drawKey(): Promise<NodeKey> {
  const { privateKey, publicKey } = await newKeyPairAsync();
  return { privateKey: createPrivateKey(privateKey), publicKey };
}
