import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { UsageError } from '../program/errors.ts';

/** The RSA private key in a PEM file. Throws `UsageError` for a file that cannot be read or holds none. */
export function readPrivateKey(file: string, shownAs: string): KeyObject {
  const key = parsed(readText(file, shownAs), shownAs);
  if (key.asymmetricKeyType === 'rsa') return key;
  throw new UsageError(`The key ${shownAs} is of type ${key.asymmetricKeyType}; requests need an RSA key.`);
}

function readText(file: string, shownAs: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new UsageError(`Cannot read the key ${shownAs} (${code}); check the path and its permissions.`, {
      cause,
    });
  }
}

function parsed(pem: string, shownAs: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw new UsageError(
      `${shownAs} is not a private key without a passphrase; give the PEM file that came with the user.`,
      { cause },
    );
  }
}

/** A key as text, for a process that cannot be handed the object. PKCS#8, PEM. */
export function privateKeyPem(key: KeyObject | string): string {
  return typeof key === 'string' ? key : key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
