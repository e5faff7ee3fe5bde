import { createPrivateKey, type KeyObject } from 'node:crypto';
import { MAX_KEY_BYTES } from '../../files/read-input.ts';
import { isPem, pemOf } from '../../protocol/signing/pem.ts';
import { type Reading, readNamedText } from '../files/read-named.ts';
import { UsageError } from '../program/errors.ts';

/**
 * The RSA private key that was given: PEM text, or the name of a file with it. Whatever is wrong, the text is not shown.
 * @throws UsageError for a file that cannot be read, and for what is no such key
 */
export async function readPrivateKey(given: string, reading: Reading): Promise<KeyObject> {
  const isText = isPem(given);
  const shownAs = isText ? 'The PEM text that was given' : given;
  const text = isText
    ? given
    : await readNamedText(given, reading, { what: 'the key', maxBytes: MAX_KEY_BYTES });
  const key = parsed(pemOf(text), shownAs);
  if (key.asymmetricKeyType === 'rsa') return key;
  throw new UsageError(`${shownAs} is a key of type ${key.asymmetricKeyType}; requests need an RSA key.`);
}

function parsed(pem: string, shownAs: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw new UsageError(`${shownAs} ${whyNoKey(pem)}`, { cause });
  }
}

/** Completes a sentence about text that is no private key, with the remedy. */
function whyNoKey(text: string): string {
  if (text.trim() === '') return 'is empty; give the PEM file that came with the user, or its text.';
  if (text.includes('BEGIN OPENSSH PRIVATE KEY'))
    return 'is a key in the form of OpenSSH; make it PEM with ssh-keygen -p -m PEM -f FILE.';
  if (/BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: ?4,ENCRYPTED/.test(text))
    return 'is a key with a passphrase; give one without: openssl rsa -in FILE -out NEW takes it off.';
  if (/BEGIN [A-Z ]*(PUBLIC KEY|CERTIFICATE)/.test(text))
    return 'is not a private key but a public key or a certificate; give the private key that belongs to it.';
  return 'is not a private key; give the PEM file that came with the user, or its text.';
}

/** A key as text, for a process that cannot be handed the object. PKCS#8, PEM. */
export function privateKeyPem(key: KeyObject | string): string {
  return typeof key === 'string' ? key : key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
