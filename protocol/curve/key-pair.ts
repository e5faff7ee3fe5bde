import { newBoxKeyPair, secretBytes } from './x25519.ts';
import { encodeZ85 } from './z85.ts';

/** A CurveZMQ key pair, both halves Z85 of 40 characters. */
export interface CurveKeyPair {
  readonly publicKey: string;
  readonly secretKey: string;
}

/** Draws a new CURVE key pair. */
export function newCurveKeyPair(): CurveKeyPair {
  const pair = newBoxKeyPair();
  return { publicKey: encodeZ85(pair.publicKey), secretKey: encodeZ85(secretBytes(pair)) };
}
