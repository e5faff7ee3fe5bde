import { createPublicKey, type KeyObject } from 'node:crypto';
import { newKeyPairAsync } from '../../protocol/signing/key-pair.ts';
import { type AccessResult, done, refuse } from './result.ts';

const MIN_BITS = 2_048;
/** Checking a signature costs the more the longer the key is, and anybody may ask for it. */
const MAX_BITS = 8_192;

export interface IssuedKey {
  /** SPKI PEM. */
  readonly publicKey: string;
  /** Where the pair was made here: handed out once, and kept nowhere. */
  readonly privateKey?: string;
}

/** Takes the public key that was given, or makes a pair. */
export async function issueKey(given: string | undefined): Promise<AccessResult<IssuedKey>> {
  if (given === undefined) return done(await newKeyPairAsync());
  const key = readPublicKey(given);
  if (key === undefined) {
    return refuse(
      'invalid',
      `public_key must be an RSA public key of ${MIN_BITS} to ${MAX_BITS} bits in PEM.`,
    );
  }
  return done({ publicKey: key.export({ type: 'spki', format: 'pem' }).toString() });
}

/** Undefined for what is no RSA public key of a sensible size; a private key is none, although one is in it. */
function readPublicKey(pem: string): KeyObject | undefined {
  if (pem.includes('PRIVATE KEY')) return undefined;
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    // OpenSSL has a hundred ways of saying that this is no key; none of them helps the asker.
    return undefined;
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  return key.asymmetricKeyType === 'rsa' && bits >= MIN_BITS && bits <= MAX_BITS ? key : undefined;
}
