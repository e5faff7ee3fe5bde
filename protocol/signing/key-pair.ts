import { generateKeyPair, generateKeyPairSync } from 'node:crypto';
import { promisify } from 'node:util';

/** An RSA key pair as Chef hands it out. */
export interface KeyPair {
  /** SPKI, PEM. */
  readonly publicKey: string;
  /** PKCS#1 (`RSA PRIVATE KEY`), PEM. */
  readonly privateKey: string;
}

const OPTIONS = {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
} as const;

/** Draws an RSA key pair of 2,048 bits. It takes a while: see `newKeyPairAsync` where something else has to go on. */
export function newKeyPair(): KeyPair {
  return generateKeyPairSync('rsa', OPTIONS);
}

/** Draws an RSA key pair of 2,048 bits on another thread. */
export async function newKeyPairAsync(): Promise<KeyPair> {
  return await promisify(generateKeyPair)('rsa', OPTIONS);
}
