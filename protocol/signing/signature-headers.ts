import type { IncomingHttpHeaders } from 'node:http';
import { parseOpsTimestamp } from '../time/dates.ts';
import { decodeBase64 } from '../wire/base64.ts';
import type { SigningVersion } from './scheme.ts';
import { isSigningVersion, SIGNING_SCHEMES } from './schemes.ts';

/** How far the timestamp of a request may be from the server's clock, milliseconds. Source: protocol §1. */
export const MAX_REQUEST_SKEW_MS = 900_000;

/** Longer base64 is no RSA signature: 8,192 bits are 1,368 characters, 23 lines. */
const MAX_SIGNATURE_LINES = 32;

/** Who says that he signed a request, and how. Nothing of it is verified yet. */
export interface SignatureHeaders {
  readonly version: SigningVersion;
  readonly userId: string;
  /** As in the header. */
  readonly timestamp: string;
  readonly timestampMs: number;
  readonly contentHash: string;
  readonly signature: Uint8Array;
  readonly serverApiVersion: string;
}

/** A header that must be there, by the name that the refusal calls it. */
export type RequiredHeader = 'X-Ops-UserId' | 'X-Ops-Timestamp' | 'X-Ops-Sign' | 'X-Ops-Content-Hash';

/** The outcomes of reading the headers, each a row of the table in protocol §1. */
export type ParsedSignatureHeaders =
  | { readonly ok: true; readonly value: SignatureHeaders }
  | { readonly ok: false; readonly reason: 'missing_headers'; readonly missing: readonly RequiredHeader[] }
  | { readonly ok: false; readonly reason: 'unsupported_version' | 'bad_timestamp' }
  | {
      readonly ok: false;
      readonly reason: 'unverifiable_signature';
      readonly userId: string;
      readonly timestampMs: number;
    };

/** In the order in which a refusal names them. */
const REQUIRED: readonly RequiredHeader[] = [
  'X-Ops-UserId',
  'X-Ops-Timestamp',
  'X-Ops-Sign',
  'X-Ops-Content-Hash',
];

/**
 * Reads the headers of a signed request, their names in lower case as node gives them. A signature is
 * unverifiable where its lines are missing or no base64, and where its version is known without being spoken.
 * Never throws. Source: protocol §1.
 */
export function parseSignatureHeaders(
  headers: IncomingHttpHeaders,
  parseTimestamp: (text: string) => number | undefined = parseOpsTimestamp,
): ParsedSignatureHeaders {
  const userId = single(headers, 'x-ops-userid');
  const timestamp = single(headers, 'x-ops-timestamp');
  const sign = single(headers, 'x-ops-sign');
  const contentHash = single(headers, 'x-ops-content-hash');
  if (userId === '' || timestamp === '' || sign === '' || contentHash === '') {
    const values = [userId, timestamp, sign, contentHash];
    return {
      ok: false,
      reason: 'missing_headers',
      missing: REQUIRED.filter((_, index) => values[index] === ''),
    };
  }
  const stated = statedVersion(sign);
  const version = isSigningVersion(stated) ? stated : undefined;
  if (version === undefined && stated !== KNOWN_VERSION) return { ok: false, reason: 'unsupported_version' };
  const timestampMs = parseTimestamp(timestamp);
  if (timestampMs === undefined) return { ok: false, reason: 'bad_timestamp' };
  const signature = decodeBase64(joinedSignature(headers));
  if (version === undefined || signature === undefined || signature.byteLength === 0) {
    return { ok: false, reason: 'unverifiable_signature', userId, timestampMs };
  }
  const serverApiVersion = single(headers, 'x-ops-server-api-version') || '0';
  return {
    ok: true,
    value: { version, userId, timestamp, timestampMs, contentHash, signature, serverApiVersion },
  };
}

/** True where a request's timestamp is too far from the server's clock, before or behind. */
export function isSkewed(timestampMs: number, nowMs: number): boolean {
  return Math.abs(nowMs - timestampMs) > MAX_REQUEST_SKEW_MS;
}

/** Passes the check of versions, and no signature of it verifies. Source: protocol §1. */
const KNOWN_VERSION = '1.2';

/** The version in X-Ops-Sign, where the algorithm, if there is one, goes with it. */
function statedVersion(sign: string): string | undefined {
  let algorithm: string | undefined;
  let version: string | undefined;
  for (const part of sign.split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === 'algorithm') algorithm = value;
    if (name === 'version') version = value;
  }
  const digest = isSigningVersion(version) ? SIGNING_SCHEMES[version].digest : 'sha1';
  return algorithm === undefined || algorithm === digest ? version : undefined;
}

function joinedSignature(headers: IncomingHttpHeaders): string {
  let joined = '';
  for (let number = 1; number <= MAX_SIGNATURE_LINES; number++) {
    const line = single(headers, `x-ops-authorization-${number}`);
    if (line === '') break;
    joined += line;
  }
  return joined;
}

/** A header's text; empty where it is missing. */
function single(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value.trim() : '';
}
