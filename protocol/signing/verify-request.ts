import { type KeyObject, timingSafeEqual } from 'node:crypto';
import { canonicalPath } from './canonical-path.ts';
import { digest, type SigningVersion } from './scheme.ts';
import { SIGNING_SCHEMES } from './schemes.ts';
import type { SignatureHeaders } from './signature-headers.ts';

/** What was asked, as it came, without its body. */
export interface ReceivedHead {
  readonly method: string;
  /** May have a query, doubled slashes and a slash at the end. */
  readonly path: string;
}

/** What was asked, as it came. */
export interface ReceivedRequest extends ReceivedHead {
  /** The bytes as they came; empty where there were none. */
  readonly body: string | Uint8Array;
}

/** What a verifier takes for signed. */
export interface VerifyRules {
  /** The paths that may have been signed for a request to this one. */
  readonly signedPaths: (path: string) => readonly string[];
  /** Whether X-Ops-Content-Hash has to be the digest of the body, which is signed in any case. */
  readonly checksContentHash: (version: SigningVersion, bodyBytes: number) => boolean;
}

export const VERIFY_RULES: VerifyRules = {
  signedPaths: (path) => [canonicalPath(path)],
  checksContentHash: () => true,
};

/**
 * True where the request, body included, was signed with the other half of this key. The clock is not looked at
 * (see `isSkewed`). Never throws. Source: protocol §1.
 */
export function verifyRequest(
  headers: SignatureHeaders,
  request: ReceivedRequest,
  publicKey: KeyObject,
  rules: VerifyRules = VERIFY_RULES,
): boolean {
  const { body } = request;
  return (
    statesBody(headers, body, rules) &&
    verifyHead(headers, request, digestOf(headers, body), publicKey, rules)
  );
}

/**
 * True where a request with a body of this digest was signed with the other half of this key. A digest that the headers
 * state (`contentHash`) tells who signed before the body is read; that the body has it is left to `statesBody`.
 */
export function verifyHead(
  headers: SignatureHeaders,
  head: ReceivedHead,
  contentHash: string,
  publicKey: KeyObject,
  rules: VerifyRules = VERIFY_RULES,
): boolean {
  const scheme = SIGNING_SCHEMES[headers.version];
  return signedTexts(headers, head, contentHash, rules).some((text) =>
    scheme.verify(text, headers.signature, publicKey),
  );
}

/** The texts of which one has to be under the signature, one for each path that may have been signed. */
export function signedTexts(
  { version, userId, timestamp, serverApiVersion }: SignatureHeaders,
  { method, path: asked }: ReceivedHead,
  contentHash: string,
  { signedPaths }: VerifyRules = VERIFY_RULES,
): readonly string[] {
  const { signedString } = SIGNING_SCHEMES[version];
  return signedPaths(asked).map((path) =>
    signedString({ method, path, contentHash, userId, timestamp, serverApiVersion }),
  );
}

/** True where X-Ops-Content-Hash is the digest of this body, or need not be. */
export function statesBody(
  headers: SignatureHeaders,
  body: string | Uint8Array,
  { checksContentHash }: VerifyRules = VERIFY_RULES,
): boolean {
  const mustMatch = checksContentHash(headers.version, Buffer.byteLength(body));
  return !mustMatch || sameText(digestOf(headers, body), headers.contentHash);
}

/** The digest of a body, as the version of these headers signs it. */
export function digestOf({ version }: SignatureHeaders, body: string | Uint8Array): string {
  return digest(SIGNING_SCHEMES[version].digest, body);
}

function sameText(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.byteLength === right.byteLength && timingSafeEqual(left, right);
}
