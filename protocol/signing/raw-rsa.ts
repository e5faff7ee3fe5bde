import { constants, type KeyObject, privateEncrypt, publicDecrypt, timingSafeEqual } from 'node:crypto';

const padding = constants.RSA_PKCS1_PADDING;

/**
 * "Raw" RSA: the text itself, PKCS#1 type-1 padded, encrypted with the private key. Source: protocol §1.
 * @throws where the text is longer than the key's modulus less 11 bytes
 */
export function signRaw(text: string, privateKey: KeyObject): Buffer {
  return privateEncrypt({ key: privateKey, padding }, Buffer.from(text));
}

/** True where `signature` is the raw RSA of exactly `text`. Never throws. */
export function verifyRaw(text: string, signature: Uint8Array, publicKey: KeyObject): boolean {
  try {
    const shown = publicDecrypt({ key: publicKey, padding }, signature);
    const wanted = Buffer.from(text);
    return shown.byteLength === wanted.byteLength && timingSafeEqual(shown, wanted);
  } catch {
    // bytes that do not decrypt, or a key that cannot: no signature of this key either way
    return false;
  }
}
