import { X509Certificate } from 'node:crypto';
import { unwatchFile, watchFile } from 'node:fs';
import { resolve } from 'node:path';
import { isPem } from '../../protocol/signing/pem.ts';
import { StartError } from '../../server/start-error.ts';
import type { TlsPair } from '../../server/tls/tls-pair.ts';
import { type TlsOptions, tlsFrom } from '../options/tls.ts';
import type { Surroundings } from '../program/command.ts';
import { UsageError } from '../program/errors.ts';

/** How often it is looked whether the files have changed; links and renamed files count. */
const LOOK_MS = 1_000;

/**
 * Reads the certificate and its key again when one of their files changes, and at SIGHUP, and has the server show them. A pair that
 * is none is said, and the one from before stays. Gives what ends it.
 */
export function renewCertificate(
  { output, folder, signal, hangUps }: Pick<Surroundings, 'output' | 'folder' | 'signal' | 'hangUps'>,
  options: TlsOptions,
  use: (pair: TlsPair) => void,
): () => void {
  const named = [options.tlsCert, options.tlsKey].filter((given) => given !== undefined && !isPem(given));
  const files = named.map((file) => resolve(folder, file ?? ''));
  if (files.length === 0) return () => undefined;
  const from = files.join(' and ');

  const read = async () => {
    try {
      const pair = await tlsFrom(options, { folder, signal });
      if (pair === undefined || pair === 'self') return;
      use(pair);
      const { validTo } = new X509Certificate(pair.certificate);
      output.record({ event: 'certificate', read: true, valid_to: new Date(validTo).toISOString() });
      output.remark(`Read ${from} again: the certificate is shown from now on, and valid until ${validTo}.`);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof UsageError || error instanceof StartError)) throw error;
      output.record({ event: 'certificate', read: false, reason: error.message });
      const broken = `${error.message} The certificate from before is still shown.`;
      output.remark(output.stderr.paint('bad', broken));
    }
  };
  // one after the other, whatever changes meanwhile
  let reading = Promise.resolve();
  const readNext = () => {
    reading = reading.then(read);
  };
  const release = hangUps?.take(readNext);
  for (const file of files) watchFile(file, { interval: LOOK_MS, persistent: false }, readNext);
  return () => {
    release?.();
    for (const file of files) unwatchFile(file, readNext);
  };
}
