import { createHash, type KeyObject } from 'node:crypto';
import { derOf } from './stored-key.ts';

/** Stands for the key of a client that does not exist. */
export const NO_KEY = '';

/** SHA-256 of a public key, as SPKI in DER, in hexadecimal: the same for the same key, however it was written. */
export function fingerprintOf(key: KeyObject | undefined): string {
  return key === undefined ? NO_KEY : sha256(key.export({ type: 'spki', format: 'der' }));
}

/** The same of a key that was stored as PEM, for a tenth of the time: it need not be read. */
export function fingerprintOfStored(pem: string | undefined): string {
  return pem === undefined ? NO_KEY : sha256(derOf(pem));
}

function sha256(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex');
}
