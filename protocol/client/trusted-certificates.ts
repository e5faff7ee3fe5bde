import { X509Certificate } from 'node:crypto';
import { pemOf } from '../signing/pem.ts';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/** Certificates as they were read, or why there are none: completes a sentence, with the remedy. */
export type ReadCertificates =
  | { readonly ok: true; readonly pem: string }
  | { readonly ok: false; readonly fault: string };

/** The certificates in PEM text, one or many. What else is in the text, such as a key, is left out. */
export function trustedCertificates(given: string): ReadCertificates {
  const pem = pemOf(given);
  const blocks = pem.match(CERTIFICATE) ?? [];
  if (blocks.length === 0) return { ok: false, fault: whyNone(pem) };
  const broken = blocks.findIndex((block) => !isCertificate(block));
  if (broken < 0) return { ok: true, pem: `${blocks.join('\n')}\n` };
  const [many, which] =
    blocks.length === 1
      ? ['a certificate', 'which']
      : [`${blocks.length} certificates`, `of which number ${broken + 1}`];
  return { ok: false, fault: `holds ${many}, ${which} cannot be read; copy it again, whole` };
}

function whyNone(text: string): string {
  if (text.trim() === '') return 'is empty; give a PEM file with the certificate to trust';
  if (/BEGIN [A-Z ]*PRIVATE KEY/.test(text))
    return 'is a private key, which nobody else than the server needs; give the certificate to trust, in PEM';
  return 'holds no certificate in PEM; openssl x509 -inform der -in FILE -out NEW.pem makes one of DER';
}

function isCertificate(block: string): boolean {
  try {
    return new X509Certificate(block).serialNumber !== '';
  } catch {
    // what OpenSSL says of it helps nobody
    return false;
  }
}
