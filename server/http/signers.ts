import type { IncomingMessage } from 'node:http';
import {
  isSkewed,
  type ParsedSignatureHeaders,
  parseSignatureHeaders,
} from '../../protocol/signing/signature-headers.ts';
import { verifyRequest } from '../../protocol/signing/verify-request.ts';
import type { Clock } from '../../protocol/time/clock.ts';
import type { Access } from '../access/access.ts';
import type { Candidate } from '../access/principal.ts';
import type { Organisation } from '../store/store.ts';
import { type HttpRefusal, refusal } from './errors.ts';

/** Who is shown to have signed a request. */
export interface Signers {
  /** At least one; a user and a client of one name may have the same key. */
  readonly signers: readonly Candidate[];
  /** The organisation in whose name they may act; `undefined` where the request is to none. */
  readonly organisation: Organisation | undefined;
}

/**
 * Who signed the request, body included. Throws the refusals of protocol §1 in the order of its table, and that of an
 * organisation that does not exist: to a known user once he is authenticated, to an unknown name at once, since it may
 * be that of a client whose organisation is mistyped.
 * @param org name of the organisation that the path names, if it names one
 */
export async function authenticate(
  { access, clock }: { readonly access: Access; readonly clock: Clock },
  request: IncomingMessage,
  body: Buffer,
  org: string | undefined,
): Promise<Signers> {
  const headers = parseSignatureHeaders(request.headers);
  const { userId, timestampMs } = claimed(headers);
  if (isSkewed(timestampMs, clock.now())) throw refusal('clock_skew', userId);

  const organisation = org === undefined ? undefined : await access.organisations.get(org);
  const isUnknown = org !== undefined && organisation === undefined;
  const candidates = await access.candidates(org, userId);
  if (candidates.length === 0) {
    throw isUnknown ? refusal('unknown_organisation', org) : refusal('unknown_principal', userId);
  }
  const signers = candidates.filter(
    ({ key }) => headers.ok && verifyRequest(headers.value, received(request, body), key),
  );
  if (signers.length === 0) throw refusal('bad_signature', userId);
  if (isUnknown) throw refusal('unknown_organisation', org);
  return { signers, organisation };
}

/** Who says that he asks, and when; throws where the headers cannot be read so far. */
function claimed(headers: ParsedSignatureHeaders): { readonly userId: string; readonly timestampMs: number } {
  if (headers.ok) return headers.value;
  if (headers.reason === 'missing_signature') return headers;
  throw headersRefusal(headers);
}

function headersRefusal(
  headers: Exclude<ParsedSignatureHeaders, { readonly ok: true } | { readonly reason: 'missing_signature' }>,
): HttpRefusal {
  return headers.reason === 'missing_headers'
    ? refusal('missing_headers', headers.missing)
    : refusal(headers.reason);
}

/** A proxy may be asked for `http://host/path`; what is signed is the path. */
const ABSOLUTE_FORM = /^https?:\/\/[^/?#]*/i;

function received({ method = '', url = '' }: IncomingMessage, body: Buffer) {
  return { method, path: url.replace(ABSOLUTE_FORM, ''), body };
}
