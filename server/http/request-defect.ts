import { withoutQuery } from '../../protocol/signing/canonical-path.ts';
import { MAX_REQUEST_SKEW_MS, parseSignatureHeaders } from '../../protocol/signing/signature-headers.ts';
import { digestOf } from '../../protocol/signing/verify-request.ts';
import { formatOpsTimestamp } from '../../protocol/time/dates.ts';
import { type Defect, shownField } from '../../protocol/wire/defect.ts';

/** A request as far as its defect shows in it. */
export interface RefusedRequest {
  /** Path and query, as they came. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Those that its path names. */
  readonly org: string | undefined;
  readonly node: string | undefined;
  /** Undefined where it was not read. */
  readonly body: Uint8Array | undefined;
}

type DefectOf = (request: RefusedRequest, nowMs: number) => Defect;

const CCPK_WORDS = 'the CURVE public key, 40 characters of Z85, percent-encoded';
const VERSION_WORDS = 'version=1.0, version=1.1 or algorithm=sha256;version=1.3';
/** Every character of Z85, and no other. Source: RFC 32/Z85. */
const NOT_Z85 = /[^0-9A-Za-z.\-:+=^!/*?&<>()[\]{}@%$#]/;

/** The headers that must be there, and what goes into them. Source: protocol §1. */
const REQUIRED: Readonly<Record<string, string>> = {
  'X-Ops-UserId': 'the name of the client that signs',
  'X-Ops-Timestamp': 'the time in UTC as 2014-07-10T05:17:40Z',
  'X-Ops-Sign': VERSION_WORDS,
  'X-Ops-Content-Hash': 'the base64 of the digest of the body, or of no bytes where there is none',
};

/** What is wrong with a request that was refused by this code, whatever it asked for. Source: protocol §1, §3. */
const DEFECTS: Readonly<Record<string, DefectOf>> = {
  missing_ccpk: () => ({ field: 'query ccpk', value: undefined, expected: CCPK_WORDS }),
  bad_ccpk: ({ url }) => ({ field: 'query ccpk', value: ccpkKind(url), expected: CCPK_WORDS }),
  missing_headers: ({ headers }) => missingHeader(headers),
  unsupported_version: (request) => signDefect(request),
  bad_timestamp: (request) => ({
    ...{ field: 'header X-Ops-Timestamp', value: shownField(header(request, 'x-ops-timestamp')) },
    expected: REQUIRED['X-Ops-Timestamp'] ?? '',
  }),
  clock_skew: (request, nowMs) => ({
    ...{ field: 'header X-Ops-Timestamp', value: shownField(header(request, 'x-ops-timestamp')) },
    expected: `at most ${MAX_REQUEST_SKEW_MS / 1_000} s from the server's clock, which says ${formatOpsTimestamp(nowMs)}`,
  }),
  bad_signature: (request) => signatureDefect(request),
  unknown_principal: (request) => {
    const where = request.org === undefined ? '' : ` in organisation ${shownField(request.org)}`;
    return signerDefect(request, `the name of a client or user that is known${where}`);
  },
  not_associated: (request) =>
    signerDefect(request, `a client of organisation ${shownField(request.org)}, or a user who belongs to it`),
  name_mismatch: (request) =>
    signerDefect(request, `${shownField(request.node)}, the client whose configuration is asked for`),
};

/** What exactly is wrong with a refused request; undefined where its refusal says all. Nothing of a key or a signature is in it. */
export function requestDefect(code: string, request: RefusedRequest, nowMs: number): Defect | undefined {
  return Object.hasOwn(DEFECTS, code) ? DEFECTS[code]?.(request, nowMs) : undefined;
}

/** The defect of a request that names somebody whom the server does not take. */
export function signerDefect(request: Pick<RefusedRequest, 'headers'>, expected: string): Defect {
  const value = shownField(header(request, 'x-ops-userid'));
  return { field: 'header X-Ops-UserId', value, expected };
}

/** The text of a header; undefined where there is none. */
function header({ headers }: Pick<RefusedRequest, 'headers'>, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

function missingHeader(headers: RefusedRequest['headers']): Defect {
  const parsed = parseSignatureHeaders(headers as Parameters<typeof parseSignatureHeaders>[0]);
  const missing = !parsed.ok && parsed.reason === 'missing_headers' ? parsed.missing : [];
  const [first = 'X-Ops-UserId', ...others] = missing;
  const also = others.length === 0 ? '' : ` (missing too: ${others.join(', ')})`;
  return { field: `header ${first}`, value: undefined, expected: `${REQUIRED[first]}${also}` };
}

function signDefect(request: RefusedRequest): Defect {
  return {
    field: 'header X-Ops-Sign',
    value: shownField(header(request, 'x-ops-sign')),
    expected: VERSION_WORDS,
  };
}

/** What a key is that is none; nothing of it is told. */
function ccpkKind(url: string): string {
  const keys = new URLSearchParams(url.slice(withoutQuery(url).length)).getAll('ccpk');
  const [ccpk = ''] = keys;
  if (keys.length > 1) return `there ${keys.length} times`;
  const [strange] = NOT_Z85.exec(ccpk) ?? [];
  const kind = ccpk.length === 1 ? 'one character long' : `${ccpk.length} characters long`;
  if (strange === ' ') return `${kind}, with a blank, which is what + means in a query`;
  if (strange !== undefined) return `${kind}, with ${shownField(strange)}, which Z85 does not have`;
  return ccpk.length === 40 ? 'too large a number for 32 bytes' : kind;
}

/** What may be wrong with a signature that no key of its signer has made. */
function signatureDefect(request: RefusedRequest): Defect {
  const parsed = parseSignatureHeaders(request.headers as Parameters<typeof parseSignatureHeaders>[0]);
  if (!parsed.ok) {
    if (/version=1\.2/.test(header(request, 'x-ops-sign') ?? '')) return signDefect(request);
    const isThere = header(request, 'x-ops-authorization-1') !== undefined;
    return {
      ...{ field: 'header X-Ops-Authorization-1', value: isThere ? 'no base64' : undefined },
      expected: 'the base64 of the signature, in lines of 60 characters, with -2 and so on',
    };
  }
  const { version, contentHash, userId } = parsed.value;
  const digest = request.body && digestOf(parsed.value, request.body);
  if (digest !== undefined && digest !== contentHash) {
    return {
      ...{ field: 'header X-Ops-Content-Hash', value: shownField(contentHash) },
      expected: `${digest}, the ${version === '1.3' ? 'SHA-256' : 'SHA-1'} of the body in base64`,
    };
  }
  return {
    field: 'signature',
    value: 'of another key or of another text',
    expected: `one of version ${version}, by the key that is registered for ${shownField(userId)}, of the path without its query`,
  };
}
