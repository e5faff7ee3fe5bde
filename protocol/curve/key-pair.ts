import { curveKeyPair } from 'zeromq';

/** A CurveZMQ key pair, both halves Z85 of 40 characters. */
export interface CurveKeyPair {
  readonly publicKey: string;
  readonly secretKey: string;
}

/** Draws a new CURVE key pair. */
export function newCurveKeyPair(): CurveKeyPair {
  const { publicKey, secretKey } = curveKeyPair();
  return { publicKey, secretKey };
}
