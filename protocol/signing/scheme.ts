import { hash, type KeyObject } from 'node:crypto';

/** The versions of Chef request signing that are spoken. Source: protocol §1. */
export type SigningVersion = '1.0' | '1.1' | '1.3';

/** The digests they use. */
export type DigestName = 'sha1' | 'sha256';

/** What goes into the signed string. */
export interface SignableRequest {
  readonly method: string;
  /** Canonical. */
  readonly path: string;
  /** Base64 of the body's digest. */
  readonly contentHash: string;
  readonly userId: string;
  /** As in the header. */
  readonly timestamp: string;
  /** As in the header, `0` where there is none. */
  readonly serverApiVersion: string;
}

/** One version of request signing. */
export interface SigningScheme {
  readonly digest: DigestName;
  /** The text under the signature: lines without a break at the end. */
  signedString(request: SignableRequest): string;
  /** @throws where the key is too short for the text */
  sign(text: string, privateKey: KeyObject): Buffer;
  /** Never throws. */
  verify(text: string, signature: Uint8Array, publicKey: KeyObject): boolean;
}

/** Base64 of a digest. */
export function digest(name: DigestName, content: string | Uint8Array): string {
  return hash(name, content, 'base64');
}
