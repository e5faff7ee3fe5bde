import { createHash } from 'node:crypto';
import { formatHttpDate } from '../../protocol/time/dates.ts';
import { type Defect, shownField } from '../../protocol/wire/defect.ts';
import { verifyHmac } from '../../protocol/wire/signature.ts';
import type { NodeNames } from './node-names.ts';

/** What no signature of a body is, in base64, and what its length says that it is. */
const LENGTHS: Readonly<Record<number, string>> = {
  28: 'as long as a SHA-1 in base64',
  64: 'as long as a SHA-256 in hexadecimal digits',
  88: 'as long as a SHA-512 in base64',
};
/** Base64 of 32 bytes. */
const HMAC_CHARACTERS = 44;

const EXPECTED =
  'the base64 of the HMAC-SHA256 of the body, byte for byte as it is sent, with the session key';

/** A message in another name than that of the node whose connection it came over. */
export function nameDefect(claimed: NodeNames, owner: NodeNames | undefined): Defect | undefined {
  if (owner === undefined) return undefined;
  for (const field of ['org', 'node'] as const) {
    if (claimed[field] === owner[field]) continue;
    const whose = field === 'org' ? 'the organisation' : 'the node';
    const expected = `${shownField(owner[field])}, ${whose} that fetched the configuration of this connection`;
    return { field, value: shownField(claimed[field]), expected };
  }
  return undefined;
}

/** What a wrong signature is instead, as far as it shows. Nothing of it is told. */
export function signatureDefect(signature: string, body: Uint8Array, key: Uint8Array | undefined): Defect {
  return { field: 'header Signature', value: signatureKind(signature, body, key), expected: EXPECTED };
}

function signatureKind(signature: string, body: Uint8Array, key: Uint8Array | undefined): string {
  const { length } = signature;
  if (length !== HMAC_CHARACTERS) {
    return LENGTHS[length] ?? `${length} characters long, not ${HMAC_CHARACTERS}`;
  }
  // the commonest slip: the key is used as it is written, and not decoded
  const asWritten = key && Buffer.from(Buffer.from(key).toString('base64'));
  if (asWritten !== undefined && verifyHmac(body, asWritten, signature)) {
    return 'made with the base64 text of the session key, which must be decoded first';
  }
  if (createHash('sha256').update(body).digest('base64') === signature) {
    return 'the SHA-256 of the body without any key';
  }
  return 'of another key or of another body';
}

/** A timestamp that is too far from the server's clock. */
export function skewDefect(timestampMs: number, nowMs: number, maxSkewMs: number): Defect {
  const seconds = Math.round(Math.abs(nowMs - timestampMs) / 1_000);
  const direction = timestampMs < nowMs ? 'behind' : 'ahead of';
  return {
    field: 'timestamp',
    value: `${formatHttpDate(timestampMs)}, ${seconds} s ${direction} the server's clock`,
    expected: `less than ${maxSkewMs / 1_000} s of difference`,
  };
}
