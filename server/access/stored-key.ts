import { createPublicKey, type KeyObject } from 'node:crypto';
import { CannotRead } from '../store/trouble.ts';

/** `rsaEncryption`, as DER has it. */
const RSA_OID = Buffer.from('06092a864886f70d010101', 'hex');

/**
 * The RSA key that was stored as SPKI PEM. OpenSSL takes a tenth of a millisecond to read PEM, which ten
 * thousand nodes that come at once would wait for; made from its two numbers a key costs a twentieth of that.
 *
 * @throws CannotRead for what is no SPKI PEM of an RSA key: nothing else is ever stored.
 */
export function storedKey(pem: string): KeyObject {
  try {
    return keyOf(pem);
  } catch (cause) {
    throw new CannotRead('damaged', { cause });
  }
}

function keyOf(pem: string): KeyObject {
  const der = derOf(pem);
  const info = element(der, 0);
  const algorithm = element(der, info.start);
  if (!der.subarray(algorithm.start, algorithm.start + RSA_OID.length).equals(RSA_OID)) {
    throw new Error('a stored key is no RSA public key');
  }
  const bits = element(der, algorithm.end);
  // The first byte of a bit string counts unused bits: always 0.
  const numbers = element(der, bits.start + 1);
  const modulus = element(der, numbers.start);
  const exponent = element(der, modulus.end);
  const text = ({ start, end }: Element) => {
    // A leading zero only keeps the sign.
    const unsigned = der[start] === 0 ? start + 1 : start;
    return der.toString('base64url', unsigned, end);
  };
  return createPublicKey({ key: { kty: 'RSA', n: text(modulus), e: text(exponent) }, format: 'jwk' });
}

/** The bytes that PEM stands for. */
export function derOf(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[A-Z ]+-----/g, ''), 'base64');
}

/** Where the content of a DER element lies. */
interface Element {
  readonly start: number;
  readonly end: number;
}

function element(der: Buffer, offset: number): Element {
  const first = der[offset + 1] ?? 0;
  if (first < 0x80) return { start: offset + 2, end: offset + 2 + first };
  const lengthBytes = first & 0x7f;
  const start = offset + 2 + lengthBytes;
  let length = 0;
  for (const byte of der.subarray(offset + 2, start)) length = length * 256 + byte;
  return { start, end: start + length };
}
