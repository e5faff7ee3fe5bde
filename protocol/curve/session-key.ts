import { constants, type KeyObject, privateDecrypt, publicEncrypt, randomBytes } from 'node:crypto';
import { decodeBase64 } from '../wire/base64.ts';

const SESSION_KEY_BYTES = 32;
/** PKCS#1 v1.5 demands at least this much padding. Source: RFC 8017 §7.2. */
const LEAST_PADDING_BYTES = 8;

/** Draws the secret that signs the messages between the server and one node. Source: protocol §3. */
export function newSessionKey(): Buffer {
  return randomBytes(SESSION_KEY_BYTES);
}

/** A session key encrypted for the asker (PKCS#1 v1.5), base64. */
export function encryptSessionKey(key: Uint8Array, publicKey: KeyObject): string {
  return publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, key).toString('base64');
}

/**
 * The session key in a config response, or undefined where it was not encrypted for this key. Never throws.
 *
 * Node refuses PKCS#1 v1.5 padding for private keys (CVE-2023-46809), so the padding is taken off here.
 */
export function decryptSessionKey(base64: string, privateKey: KeyObject): Buffer | undefined {
  const encrypted = decodeBase64(base64);
  if (encrypted === undefined) return undefined;
  try {
    return stripPadding(privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, encrypted));
  } catch {
    // the wrong length for this key, or a number beyond its modulus
    return undefined;
  }
}

/**
 * What stands behind `00 02`, at least 8 bytes other than 0, and a 0. Every byte is looked at whatever the others are,
 * so that the time taken does not say where the padding is wrong. Source: RFC 8017 §7.2.2.
 */
function stripPadding(block: Buffer): Buffer | undefined {
  let separator = 0;
  let wrong = (block[0] ?? 1) | ((block[1] ?? 0) ^ 2);
  for (let index = 2; index < block.byteLength; index++) {
    const isZero = (((block[index] ?? 0) - 1) >> 31) & 1;
    const isFirst = ((separator - 1) >> 31) & 1;
    separator |= index * (isZero & isFirst);
  }
  wrong |= ((separator - 2 - LEAST_PADDING_BYTES) >> 31) & 1;
  return wrong === 0 ? block.subarray(separator + 1) : undefined;
}
