import { createPrivateKey, createPublicKey, diffieHellman, type KeyObject, randomBytes } from 'node:crypto';
import { hsalsa } from '@noble/ciphers/salsa.js';

export const KEY_BYTES = 32;

/**
 * A key pair for boxes. The secret half is OpenSSL's, which multiplies twice as fast as a libsodium that is compiled to
 * WebAssembly.
 */
export interface BoxKeyPair {
  readonly publicKey: Uint8Array;
  readonly secretKey: KeyObject;
}

/** What stands before the 32 bytes of a secret key in PKCS#8. Source: RFC 8410. */
const PKCS8_START = Buffer.from('302e020100300506032b656e04220420', 'hex');
/** A public half has to stand in a JWK with a secret one. Source: RFC 8037. */
const ANY_PUBLIC_HALF = base64Of(new Uint8Array(KEY_BYTES));
const X25519 = { kty: 'OKP', crv: 'X25519' } as const;
/** "expand 32-byte k" as words, and a nonce of zeros: what a shared point is hashed with. Source: NaCl, `crypto_box_beforenm`. */
const SIGMA = Uint32Array.of(0x61707865, 0x3320646e, 0x79622d32, 0x6b206574);
const NO_NONCE = new Uint32Array(4);

/**
 * Draws a key pair, for one connection or for a life. A secret key is any 32 bytes (RFC 7748): node's own way to draw one
 * stands still for ever, with its process, where garbage is collected while the key is exported.
 */
export function newBoxKeyPair(): BoxKeyPair {
  return boxKeyPairOf(randomBytes(KEY_BYTES));
}

/** The pair of a secret key of 32 bytes. @throws for another length */
export function boxKeyPairOf(secretKey: Uint8Array): BoxKeyPair {
  const key = takesSecretHalfAlone ? fromJwk(secretKey) : fromPkcs8(secretKey);
  return { publicKey: rawOf(createPublicKey(key), 'x'), secretKey: key };
}

const fromPkcs8 = (secretKey: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8_START, secretKey]), format: 'der', type: 'pkcs8' });

const fromJwk = (secretKey: Uint8Array): KeyObject =>
  createPrivateKey({ key: { ...X25519, x: ANY_PUBLIC_HALF, d: base64Of(secretKey) }, format: 'jwk' });

/**
 * Whether node takes a secret half whose public one does not belong to it, which it then works out by itself. It does
 * today, in a tenth of the time that reading PKCS#8 takes; one day it may look.
 */
const takesSecretHalfAlone = ((): boolean => {
  const secretKey = randomBytes(KEY_BYTES);
  try {
    return fromJwk(secretKey).equals(fromPkcs8(secretKey));
  } catch {
    return false;
  }
})();

/** The secret half as 32 bytes, to be kept. */
export function secretBytes({ secretKey }: BoxKeyPair): Uint8Array {
  return rawOf(secretKey, 'd');
}

/**
 * What boxes between both are sealed and opened with, the same whichever half is whose. Undefined for a public key that
 * is none: such a point has nothing in common with anybody. Source: RFC 26; NaCl, `crypto_box_beforenm`.
 */
export function sharedKey(publicKey: Uint8Array, secretKey: KeyObject): Uint8Array | undefined {
  let point: Buffer;
  try {
    const other = createPublicKey({ key: { ...X25519, x: base64Of(publicKey) }, format: 'jwk' });
    point = diffieHellman({ privateKey: secretKey, publicKey: other });
  } catch {
    // a point of low order, whose product is zero, or a key of another length
    return undefined;
  }
  const words = new Uint32Array(8);
  new Uint8Array(words.buffer).set(point);
  const hashed = new Uint32Array(8);
  hsalsa(SIGMA, words, NO_NONCE, hashed);
  return new Uint8Array(hashed.buffer);
}

function rawOf(key: KeyObject, half: 'x' | 'd'): Uint8Array {
  return Buffer.from(key.export({ format: 'jwk' })[half] ?? '', 'base64url');
}

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}
