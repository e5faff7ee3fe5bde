import type { IncomingHttpHeaders } from 'node:http';
import { withoutQuery } from '../../protocol/signing/canonical-path.ts';
import { parseSignatureHeaders, type SignatureHeaders } from '../../protocol/signing/signature-headers.ts';
import { digestOf, signedTexts, type VerifyRules } from '../../protocol/signing/verify-request.ts';
import { type Defect, defectText } from '../../protocol/wire/defect.ts';
import { requestDefect } from '../http/request-defect.ts';
import type { WatchedExchange, WatchedRequest } from '../watcher.ts';
import { type EntryHead, whose } from './message-entry.ts';
import { answerBody, requestBody } from './shown-body.ts';
import { briefText, shortened } from './shown-value.ts';
import type { TraceEntry, TraceSignature } from './trace-entry.ts';

/** How a server verifies requests. */
export interface RequestRules extends VerifyRules {
  /** The body is read before the signature is verified, which is then over its digest and not over the one that is stated. */
  readonly bodyFirst: boolean;
}

/** What a request is about, before it is decoded. */
export interface RequestAbout {
  readonly org: string | undefined;
  readonly node: string | undefined;
  /** Whoever says that he asks. */
  readonly signer: string | undefined;
}

const MAX_URL_CHARACTERS = 1_024;
/** Headers that a client's author wants to see, besides X-Ops-…; others may hold secrets of proxies. */
const SHOWN_HEADERS: ReadonlySet<string> = new Set([
  ...['accept', 'content-type', 'content-length', 'transfer-encoding', 'last-event-id', 'user-agent', 'host'],
  ...['x-chef-version', 'x-forwarded-proto'],
]);
const MAX_OPS_HEADERS = 12;

/** Whose a request is: by its path, or else by the client that has signed it. */
export function requestAbout({ url, headers, org, node, signer }: WatchedRequest): RequestAbout {
  const claimed = headers['x-ops-userid'];
  return {
    org: org ?? organisationIn(url),
    node: node ?? (signer?.kind === 'client' ? signer.name : undefined),
    signer: typeof claimed === 'string' ? claimed : undefined,
  };
}

function organisationIn(url: string): string | undefined {
  const [, name] = /^\/+organizations\/+([^/?#]+)/.exec(url) ?? [];
  try {
    return name === undefined ? undefined : decodeURIComponent(name);
  } catch {
    // no path of ours: it is about no organisation
    return undefined;
  }
}

/** A request that somebody may make, or that was refused before that was known. */
export function requestEntry(
  request: WatchedRequest,
  refusal: WatchedExchange['refusal'],
  rules: RequestRules,
  { at, secrets }: EntryHead,
): TraceEntry {
  const { method, url, headers, body } = request;
  const signed = signatureOf(request, rules, secrets);
  const defect = defectOf(refusal?.code, request, at);
  const hint =
    defect?.field === 'signature' && signed !== undefined ? signatureHint(request, signed) : undefined;
  return {
    ...{ at, direction: 'in', channel: 'rest', type: 'request' },
    ...named(request),
    ...(refusal === undefined ? { verdict: 'accepted' } : { verdict: 'refused', ...reasons(refusal) }),
    ...(defect !== undefined && { detail: `${defectText(defect)}.` }),
    ...(hint !== undefined && { hint }),
    method: briefText(method),
    url: briefText(url, MAX_URL_CHARACTERS),
    headers: shownHeaders(headers),
    ...(signed !== undefined && { signature: signed.signature }),
    ...(body !== undefined && requestBody(body, secrets)),
  };
}

/** @param saysWhy where the request itself was accepted, and the answer is the first to say what is wrong */
export function answerEntry(
  exchange: WatchedExchange,
  saysWhy: boolean,
  { at, secrets }: EntryHead,
): TraceEntry {
  const { method, url, status, refusal, payload, contentType } = exchange;
  return {
    ...{ at, direction: 'out', channel: 'rest', type: 'answer' },
    ...named(exchange),
    verdict: refusal === undefined ? 'sent' : 'refused',
    ...(refusal !== undefined && (saysWhy ? reasons(refusal) : { reason: refusal.code })),
    method: briefText(method),
    url: briefText(url, MAX_URL_CHARACTERS),
    status,
    ...(contentType !== undefined && { headers: { 'content-type': contentType } }),
    ...(payload !== undefined && answerBody(payload, secrets)),
  };
}

/** What came to the REST interface and is no request. */
export function unreadableEntry(
  refusal: NonNullable<WatchedExchange['refusal']>,
  address: string | undefined,
  { at }: EntryHead,
): TraceEntry {
  return {
    ...{ at, direction: 'in', channel: 'rest', type: 'unreadable' },
    ...whose(undefined, undefined),
    ...(address !== undefined && { address }),
    verdict: 'refused',
    ...reasons(refusal),
  };
}

function named(request: WatchedRequest): Pick<TraceEntry, 'org' | 'node' | 'signer' | 'address'> {
  const { org, node, signer } = requestAbout(request);
  const { address } = request;
  return {
    ...whose(org, node),
    ...(signer !== undefined && { signer: briefText(signer) }),
    ...(address !== undefined && { address }),
  };
}

function reasons({ code, sentence }: NonNullable<WatchedExchange['refusal']>) {
  return { reason: code, sentence: briefText(sentence) };
}

function shownHeaders(headers: WatchedRequest['headers']): Readonly<Record<string, string>> {
  const names = Object.keys(headers).filter(
    (name) =>
      SHOWN_HEADERS.has(name) || (name.startsWith('x-ops-') && !name.startsWith('x-ops-authorization')),
  );
  return Object.fromEntries(
    names
      .slice(0, SHOWN_HEADERS.size + MAX_OPS_HEADERS)
      .map((name) => [briefText(name), briefText(String(headers[name]))]),
  );
}

interface Signed {
  readonly headers: SignatureHeaders;
  readonly signature: TraceSignature;
}

/** Undefined where the headers cannot be read, which the refusal says. */
function signatureOf(request: WatchedRequest, rules: RequestRules, secrets: boolean): Signed | undefined {
  const { method, url, body } = request;
  const parsed = parseSignatureHeaders(request.headers as IncomingHttpHeaders);
  if (!parsed.ok) return undefined;
  const { version, signature, contentHash } = parsed.value;
  const given = Buffer.from(signature).toString('base64');
  const hash = rules.bodyFirst && body !== undefined ? digestOf(parsed.value, body) : contentHash;
  const texts = signedTexts(parsed.value, { method, path: url }, hash, rules);
  return {
    headers: parsed.value,
    signature: {
      method: version,
      given: secrets ? given : shortened(given),
      covers: COVERED[version],
      texts: texts.map((text) => briefText(text, MAX_URL_CHARACTERS)),
      paths: rules.signedPaths(url).map((path) => briefText(path, MAX_URL_CHARACTERS)),
    },
  };
}

/** Source: protocol §1. */
const COVERED: Readonly<Record<SignatureHeaders['version'], string>> = {
  '1.0': 'raw RSA of the text, whose path is the base64 of the SHA-1 of the path',
  '1.1': 'raw RSA of the text, in which path and name are the base64 of their SHA-1',
  '1.3': 'RSA-SHA256 (PKCS #1 v1.5) of the text',
};

/** What exactly is wrong. A request that another path than that of a configuration refuses has the same defects, save those of nodes. */
function defectOf(code: string | undefined, request: WatchedRequest, at: string): Defect | undefined {
  if (code === undefined) return undefined;
  const { org = organisationIn(request.url) } = request;
  return requestDefect(code, { ...request, org }, Date.parse(at));
}

/** What to do about a signature that no key of its signer has made. */
function signatureHint({ url }: WatchedRequest, { headers }: Signed): string {
  const query = url === withoutQuery(url) ? '' : ' The path is signed without its query.';
  return `Sign exactly the text below, with the private key that belongs to ${briefText(headers.userId)}.${query}`;
}
