import type { KeyObject } from 'node:crypto';
import { formatOpsTimestamp } from '../time/dates.ts';
import { canonicalPath, withoutQuery } from './canonical-path.ts';
import { digest, type SigningVersion } from './scheme.ts';
import { SIGNING_SCHEMES } from './schemes.ts';

/** Length of the lines that a signature is cut into. Source: protocol §1. */
const SIGNATURE_LINE = /.{1,60}/g;

/** A request that is about to be sent. */
export interface UnsignedRequest {
  readonly method: string;
  /** May have a query, doubled slashes and a slash at the end. */
  readonly path: string;
  readonly body: string | Uint8Array;
  readonly userId: string;
  readonly timestampMs: number;
  readonly version: SigningVersion;
  /** Value of the request's X-Ops-Server-API-Version, which the caller sends himself; `0` where it sends none. */
  readonly serverApiVersion?: string;
  readonly privateKey: KeyObject;
  /** The time as it is written, where that is not the usual form. */
  readonly timestamp?: string;
  /** The path is signed as it travels, not in its canonical form, as some clients do. */
  readonly signsPathAsSent?: boolean;
}

/**
 * The headers that sign a request, as Chef's own tools write them. Source: protocol §1.
 * @throws where the key cannot sign, for instance a 1.0 request of a name too long for the key
 */
export function signRequest(request: UnsignedRequest): Record<string, string> {
  const scheme = SIGNING_SCHEMES[request.version];
  const timestamp = request.timestamp ?? formatOpsTimestamp(request.timestampMs);
  const contentHash = digest(scheme.digest, request.body);
  const text = scheme.signedString({
    method: request.method.toUpperCase(),
    path: request.signsPathAsSent === true ? withoutQuery(request.path) : canonicalPath(request.path),
    contentHash,
    userId: request.userId,
    timestamp,
    serverApiVersion: request.serverApiVersion ?? '0',
  });
  const headers: Record<string, string> = {
    'X-Ops-Sign': `algorithm=${scheme.digest};version=${request.version};`,
    'X-Ops-Userid': request.userId,
    'X-Ops-Timestamp': timestamp,
    'X-Ops-Content-Hash': contentHash,
  };
  const lines = scheme.sign(text, request.privateKey).toString('base64').match(SIGNATURE_LINE) ?? [];
  for (const [index, line] of lines.entries()) headers[`X-Ops-Authorization-${index + 1}`] = line;
  return headers;
}
