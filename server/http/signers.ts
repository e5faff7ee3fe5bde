import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { canonicalPath, withoutQuery } from '../../protocol/signing/canonical-path.ts';
import {
  isSkewed,
  type ParsedSignatureHeaders,
  parseSignatureHeaders,
} from '../../protocol/signing/signature-headers.ts';
import {
  digestOf,
  statesBody,
  VERIFY_RULES,
  type VerifyRules,
  verifyHead,
} from '../../protocol/signing/verify-request.ts';
import { parseOpsTimestamp } from '../../protocol/time/dates.ts';
import type { Access } from '../access/access.ts';
import type { KeyedPrincipal } from '../access/principal.ts';
import type { Organisation } from '../store/store.ts';
import { type HttpRefusal, refusal } from './errors.ts';
import { originForm } from './origin-form.ts';

/** Who is shown to have signed a request. */
export interface Signers {
  /** At least one; a user and a client of one name may have the same key, and then the client comes first. */
  readonly signers: readonly KeyedPrincipal[];
  /** The organisation in whose name they may act; `undefined` where the request is to none. */
  readonly organisation: Organisation | undefined;
}

/** What is taken for signed, and by whom. */
export interface SigningRules extends VerifyRules {
  /** Milliseconds since the epoch of an X-Ops-Timestamp. */
  readonly parseTimestamp: (text: string) => number | undefined;
  /** Those of the principals of one name who may have signed. */
  readonly whoMaySign: (all: readonly KeyedPrincipal[]) => readonly KeyedPrincipal[];
}

/** As the protocol says; a client that signs the path as it sends it, slash at the end and all, is right as well. */
export const SIGNING_RULES: SigningRules = {
  ...VERIFY_RULES,
  signedPaths: (path) => [...new Set([canonicalPath(path), withoutQuery(path)])],
  parseTimestamp: parseOpsTimestamp,
  whoMaySign: (all) => all,
};

/** Headers that say who signed, and when. Nothing of it is verified yet. */
export type Claim = Extract<
  ParsedSignatureHeaders,
  { readonly ok: true } | { readonly reason: 'unverifiable_signature' }
>;

/** What the headers claim. Throws the refusal of what is missing, cannot be read or is not of now. */
export function claimIn(
  headers: IncomingHttpHeaders,
  nowMs: number,
  { parseTimestamp }: SigningRules,
): Claim {
  const parsed = parseSignatureHeaders(headers, parseTimestamp);
  if (!parsed.ok && parsed.reason !== 'unverifiable_signature') throw headersRefusal(parsed);
  const { userId, timestampMs } = claimed(parsed);
  if (isSkewed(timestampMs, nowMs)) throw refusal('clock_skew', userId);
  return parsed;
}

/**
 * Who signed the request: the body that was read, or one of the digest that the headers state. Throws the refusals of protocol §1 in the order of its table, and that of an
 * organisation that does not exist: to a known user once he is authenticated, to an unknown name at once, since it may
 * be that of a client whose organisation is mistyped.
 * @param org name of the organisation that the path names, if it names one
 */
export async function signersOf(
  access: Access,
  claim: Claim,
  request: IncomingMessage,
  body: Buffer | undefined,
  org: string | undefined,
  rules: SigningRules,
): Promise<Signers> {
  const { userId } = claimed(claim);
  const candidates = rules.whoMaySign(await access.candidates(org, userId));
  // asked afterwards: whoever looks for candidates may find out that it is gone
  const organisation = org === undefined ? undefined : await access.organisation(org);
  const isUnknown = org !== undefined && organisation === undefined;
  if (candidates.length === 0) {
    throw isUnknown ? refusal('unknown_organisation', org) : refusal('unknown_principal', userId);
  }
  const head = received(request);
  const isSignedBy = ({ key }: KeyedPrincipal) => {
    if (!claim.ok) return false;
    const contentHash = body === undefined ? claim.value.contentHash : digestOf(claim.value, body);
    return verifyHead(claim.value, head, contentHash, key, rules);
  };
  const signers = candidates.filter(isSignedBy).sort(clientsFirst);
  if (signers.length === 0) throw refusal('bad_signature', userId);
  if (isUnknown) throw refusal('unknown_organisation', org);
  return { signers, organisation };
}

/** A user who shares name and key with a node's client is not to keep the node from being let in. */
function clientsFirst(one: KeyedPrincipal, other: KeyedPrincipal): number {
  return Number(other.kind === 'client') - Number(one.kind === 'client');
}

/** Whether the headers state the digest of this body, so far as they must. */
export function signsBody(claim: Claim, body: Buffer, rules: SigningRules): boolean {
  return claim.ok && statesBody(claim.value, body, rules);
}

/** Who says that he asks, and when. */
export function claimed(claim: Claim): { readonly userId: string; readonly timestampMs: number } {
  return claim.ok ? claim.value : claim;
}

function headersRefusal(headers: Exclude<ParsedSignatureHeaders, Claim>): HttpRefusal {
  return headers.reason === 'missing_headers'
    ? refusal('missing_headers', headers.missing)
    : refusal(headers.reason);
}

/** As it came: `originalUrl` is there where the path was rewritten for routing. */
function received({
  method = '',
  url = '',
  originalUrl = url,
}: IncomingMessage & { readonly originalUrl?: string }) {
  return { method, path: originForm(originalUrl) };
}
