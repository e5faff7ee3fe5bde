import { createHash, type KeyObject, timingSafeEqual } from 'node:crypto';
import { signRaw, verifyRaw } from '../signing/raw-rsa.ts';
import { decodeBase64 } from './base64.ts';
import { formatHeader } from './header.ts';
import { hmacSha256 } from './hmac-sha256.ts';

/** Base64 of HMAC-SHA256, which is 32 bytes long. */
const HMAC_BASE64_LENGTH = 44;
/** Both are written whole before each comparison; to make them anew would cost more than to compare. */
const wanted = Buffer.alloc(HMAC_BASE64_LENGTH);
const given = Buffer.alloc(HMAC_BASE64_LENGTH);

/** Base64 of the HMAC-SHA256 of a body. Source: protocol §4. */
export function signHmac(body: Uint8Array | string, key: Uint8Array): string {
  return hmacSha256(body, key);
}

/** True where `signature` (base64) is the body's HMAC with this key. Compares in constant time, never throws. */
export function verifyHmac(body: Uint8Array | string, key: Uint8Array, signature: string): boolean {
  if (signature.length !== HMAC_BASE64_LENGTH) return false;
  wanted.write(signHmac(body, key), 'latin1');
  given.write(signature, 'latin1');
  return timingSafeEqual(wanted, given);
}

/** Base64 of the raw RSA of the body's base64 SHA-1. Source: protocol §4. */
export function signRsa(body: Uint8Array | string, privateKey: KeyObject): string {
  return signRaw(checksum(body), privateKey).toString('base64');
}

/** True where `signature` (base64) was made of this body with the other half of this key. Never throws. */
export function verifyRsa(body: Uint8Array | string, publicKey: KeyObject, signature: string): boolean {
  const bytes = decodeBase64(signature);
  return bytes !== undefined && verifyRaw(checksum(body), bytes, publicKey);
}

/** The two frames of a message signed with a session key. */
export function signHmacMessage(body: string, key: Uint8Array): [header: string, body: string] {
  return [formatHeader('hmac_sha256', signHmac(body, key)), body];
}

/** The two frames of a message signed with an RSA key, as the server's heartbeats are. */
export function signRsaMessage(body: string, privateKey: KeyObject): [header: string, body: string] {
  return [formatHeader('rsa2048_sha1', signRsa(body, privateKey)), body];
}

function checksum(body: Uint8Array | string): string {
  return createHash('sha1').update(body).digest('base64');
}
