import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { makePrivateFolder, readPrivateFile, writePrivateFile } from '../private-file.ts';
import { StartError } from '../start-error.ts';

/** What a server of https shows, and what its clients must trust. Both PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly privateKey: string;
  /** Undefined where it is kept in memory alone. */
  readonly file: string | undefined;
}

export interface CertificateOptions {
  /** The data folder: both go to `tls/` in it. Undefined: they stay in memory. */
  readonly data?: string;
  /** Host names and addresses under which it is to hold. */
  readonly names: readonly string[];
  readonly nowMs: number;
}

const DAY_MS = 24 * 3_600_000;
const LIFE_DAYS = 397;
/** One that ends sooner is made anew at a start. */
const RENEW_DAYS = 30;
/** The clock of a client may be behind ours. */
const BACKDATED_MS = 3_600_000;
const RSA_BITS = 2_048;

/**
 * A certificate that signs itself and holds under all of these names. One that was kept is taken again, so that clients
 * trust it over restarts; it is made anew where it lacks a name or comes to its end.
 *
 * @throws StartError for a file that can be neither used nor written
 */
export async function certificateFor({ data, names, nowMs }: CertificateOptions): Promise<Certificate> {
  if (data === undefined) return { ...(await draw(names, nowMs)), file: undefined };
  const folder = join(data, 'tls');
  const [file, keyFile] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  const [certificate, privateKey] = [await readPrivateFile(file), await readPrivateFile(keyFile)];
  if (certificate !== undefined && privateKey !== undefined) {
    const read = readCertificate(certificate, file);
    if (read.checkPrivateKey(readKey(privateKey, keyFile)) && holds(read, names, nowMs)) {
      return { certificate, privateKey, file };
    }
  }
  const drawn = await draw(names, nowMs);
  await makePrivateFolder(folder);
  await writePrivateFile(keyFile, drawn.privateKey);
  await writePrivateFile(file, drawn.certificate);
  return { ...drawn, file };
}

function holds(certificate: X509Certificate, names: readonly string[], nowMs: number): boolean {
  if (Date.parse(certificate.validTo) - nowMs < RENEW_DAYS * DAY_MS) return false;
  return names.every(
    (name) => (isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name)) !== undefined,
  );
}

function readCertificate(pem: string, file: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new StartError(`${file} holds no certificate in PEM: move it away, and a new one is made.`, {
      cause,
    });
  }
}

function readKey(pem: string, file: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw new StartError(`${file} holds no private key in PEM: move it away, and a new one is made.`, {
      cause,
    });
  }
}

async function draw(
  names: readonly string[],
  nowMs: number,
): Promise<Pick<Certificate, 'certificate' | 'privateKey'>> {
  // loaded by the first who needs one: it takes longer than the rest of a start
  const { generate } = await import('selfsigned');
  const pems = await generate([{ name: 'commonName', value: 'push-jobs-harness' }], {
    keySize: RSA_BITS,
    algorithm: 'sha256',
    notBeforeDate: new Date(nowMs - BACKDATED_MS),
    notAfterDate: new Date(nowMs + LIFE_DAYS * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: names.map(altName) },
    ],
  });
  return { certificate: pems.cert, privateKey: pems.private };
}

/** Entries of a certificate are numbered by kind: 2 is a host name, 7 an address. */
function altName(name: string) {
  return isIP(name) ? ({ type: 7, ip: name } as const) : ({ type: 2, value: name } as const);
}
