import { resolve } from 'node:path';
import { MAX_KEY_BYTES } from '../../files/read-input.ts';
import { isPem, pemOf } from '../../protocol/signing/pem.ts';
import type { TlsChoice } from '../../server/tls/tls-choice.ts';
import { type Reading, readNamedText } from '../files/read-named.ts';
import { UsageError } from '../program/errors.ts';
import { choice, filePath } from './option-kinds.ts';
import type { OptionTable, OptionValues } from './option-table.ts';

/** By which certificate a server speaks https. */
export const TLS_OPTIONS = {
  tls: {
    kind: choice(['self']),
    value: 'self',
    about: 'REST over https, by a certificate that signs itself, made in DATA/tls at the first start',
    defaultSaid: 'http',
  },
  tlsCert: {
    kind: filePath,
    value: 'file',
    about:
      'REST over https, by this certificate, with those of its authorities behind it: a file (PEM), which is read again when it changes and at SIGHUP, or its text',
  },
  tlsKey: {
    kind: filePath,
    value: 'file',
    about: 'private key of --tls-cert, without a passphrase: a file (PEM), or its text',
  },
} satisfies OptionTable;

export type TlsOptions = OptionValues<typeof TLS_OPTIONS>;

/** What was asked for; undefined for http. The server looks whether the two belong together. @throws UsageError */
export async function tlsFrom(
  { tls, tlsCert, tlsKey }: TlsOptions,
  reading: Reading,
): Promise<TlsChoice | undefined> {
  if (tlsCert === undefined && tlsKey === undefined) return tls;
  if (tls !== undefined)
    throw new UsageError(
      '--tls self makes a certificate, and --tls-cert or --tls-key names one; give one of the two.',
    );
  if (tlsKey === undefined)
    throw new UsageError('--tls-cert needs the private key of the certificate; give --tls-key FILE too.');
  if (tlsCert === undefined)
    throw new UsageError('--tls-key needs the certificate that it belongs to; give --tls-cert FILE too.');
  return {
    certificate: await pemText(tlsCert, 'the certificate', reading),
    privateKey: await pemText(tlsKey, 'the key of the certificate', reading),
  };
}

/** The file of the certificate that was given; undefined where its text was, or none. */
export function certificateFileOf({ tlsCert }: TlsOptions, folder: string): string | undefined {
  return tlsCert === undefined || isPem(tlsCert) ? undefined : resolve(folder, tlsCert);
}

async function pemText(given: string, what: string, reading: Reading): Promise<string> {
  return pemOf(isPem(given) ? given : await readNamedText(given, reading, { what, maxBytes: MAX_KEY_BYTES }));
}
