import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { StartError } from '../start-error.ts';

/** Both PEM. Behind the server's own certificate those of authorities may follow. */
export interface TlsPair {
  readonly certificate: string;
  readonly privateKey: string;
}

/** The same, where a server can use it. @throws StartError, which shows neither */
export function checkedPair(pair: TlsPair): TlsPair {
  const certificate = readCertificate(pair.certificate);
  if (certificate.checkPrivateKey(readKey(pair.privateKey))) return pair;
  const { subject } = certificate;
  throw new StartError(
    `The key of --tls-key does not belong to the first certificate of --tls-cert (${subject.replaceAll('\n', ', ')}): ` +
      'give the two that were made together, the certificate of the server before those of its authorities.',
  );
}

function readCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    const isKey = /BEGIN [A-Z ]*PRIVATE KEY/.test(pem);
    const what = isKey ? 'a private key and no certificate' : 'no certificate in PEM';
    throw new StartError(`What --tls-cert names holds ${what}: give the certificate of the server.`, {
      cause,
    });
  }
}

function readKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw new StartError(`What --tls-key names ${whyNoKey(pem)}.`, { cause });
  }
}

function whyNoKey(pem: string): string {
  if (/BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: ?4,ENCRYPTED/.test(pem))
    return 'is a key with a passphrase: give one without, openssl pkey -in FILE -out NEW takes it off';
  if (/BEGIN (?:CERTIFICATE|[A-Z ]*PUBLIC KEY)/.test(pem))
    return 'is a certificate or a public key: give the private key that belongs to the certificate';
  return 'is no private key in PEM: give the one that belongs to the certificate';
}
