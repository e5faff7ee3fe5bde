import { type KeyObject, timingSafeEqual } from 'node:crypto';
import { canonicalPath } from './canonical-path.ts';
import { digest } from './scheme.ts';
import { SIGNING_SCHEMES } from './schemes.ts';
import type { SignatureHeaders } from './signature-headers.ts';

/** What was asked, as it came. */
export interface ReceivedRequest {
  readonly method: string;
  /** May have a query, doubled slashes and a slash at the end. */
  readonly path: string;
  /** The bytes as they came; empty where there were none. */
  readonly body: string | Uint8Array;
}

/**
 * True where the request, body included, was signed with the other half of this key. The clock is not looked at
 * (see `isSkewed`). Never throws. Source: protocol §1.
 */
export function verifyRequest(
  headers: SignatureHeaders,
  request: ReceivedRequest,
  publicKey: KeyObject,
): boolean {
  const scheme = SIGNING_SCHEMES[headers.version];
  if (!sameText(digest(scheme.digest, request.body), headers.contentHash)) return false;
  const text = scheme.signedString({
    method: request.method,
    path: canonicalPath(request.path),
    contentHash: headers.contentHash,
    userId: headers.userId,
    timestamp: headers.timestamp,
    serverApiVersion: headers.serverApiVersion,
  });
  return scheme.verify(text, headers.signature, publicKey);
}

function sameText(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.byteLength === right.byteLength && timingSafeEqual(left, right);
}
