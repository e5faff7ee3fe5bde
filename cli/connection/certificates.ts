import { MAX_KEY_BYTES } from '../../files/read-input.ts';
import { trustedCertificates } from '../../protocol/client/trusted-certificates.ts';
import { isPem } from '../../protocol/signing/pem.ts';
import { type Reading, readNamedText } from '../files/read-named.ts';
import { UsageError } from '../program/errors.ts';

/**
 * The certificates that were given, PEM: their text, or the name of a file with it. Whatever is wrong, the text is not shown.
 * @throws UsageError for a file that cannot be read, and for what holds none
 */
export async function readCertificates(given: string, reading: Reading): Promise<string> {
  const isText = isPem(given);
  const file = { what: 'the certificate', maxBytes: MAX_KEY_BYTES };
  const read = trustedCertificates(isText ? given : await readNamedText(given, reading, file));
  if (read.ok) return read.pem;
  throw new UsageError(`${isText ? 'The PEM text that was given' : given} ${read.fault}.`);
}
