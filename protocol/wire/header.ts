import { shownField, shownText } from './defect.ts';
import { type Parsed, type ParseRefusal, parsed, type RefusalReason, refused } from './parsed.ts';

/** Longest header frame that is read, bytes. Source: protocol §4. */
export const MAX_HEADER_BYTES = 2048;
/** Longest body frame that is read unless the server is configured otherwise, bytes. Source: protocol §4. */
export const MAX_BODY_BYTES = 65_536;

/** How a message is signed. */
export type SigningMethod = 'hmac_sha256' | 'rsa2048_sha1';

/** The first frame of a message. */
export interface Header {
  readonly version: '1.0' | '2.0';
  readonly method: SigningMethod;
  /** Base64, line breaks removed. */
  readonly signature: string;
}

const LINE_BREAKS = /[\r\n]+/g;
/** What nearly every message bears; one look at it instead of taking it apart. */
const USUAL_HEADER = /^Version:2\.0;SigningMethod:hmac_sha256;Signature:([A-Za-z0-9+/]{43}=)$/;
const BASE64_CHARACTERS = /^[A-Za-z0-9+/]+={0,2}$/;

/** The form of a header, for whoever sent another one. */
const FORM = 'Version:2.0;SigningMethod:hmac_sha256;Signature:BASE64';

type HeaderRefusal = Extract<RefusalReason, 'header_too_long' | 'bad_header' | 'bad_version' | 'bad_method'>;

/**
 * Reads a header frame: its three parts in any order, `SignedChecksum` as another name for `Signature`, line breaks
 * allowed in the base64. Version 1.0 goes with RSA only. Source: protocol §4.
 */
export function parseHeader(frame: Uint8Array): Parsed<Header, HeaderRefusal> {
  if (frame.byteLength > MAX_HEADER_BYTES) {
    const value = `${frame.byteLength} bytes long`;
    return refused('header_too_long', {
      field: 'header',
      value,
      expected: `at most ${MAX_HEADER_BYTES} bytes: ${FORM}`,
    });
  }
  const text = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).toString('latin1');
  const usual = USUAL_HEADER.exec(text)?.[1];
  if (usual !== undefined) return parsed({ version: '2.0', method: 'hmac_sha256', signature: usual });
  const parts = text.split(';');
  if (parts.length !== 3) return malformed(text);

  let version: string | undefined;
  let method: string | undefined;
  let signature: string | undefined;
  for (const part of parts) {
    const colon = part.indexOf(':');
    const value = part.slice(colon + 1);
    switch (part.slice(0, colon)) {
      case 'Version':
        version = value;
        break;
      case 'SigningMethod':
        method = value;
        break;
      case 'Signature':
      case 'SignedChecksum':
        signature = value.replace(LINE_BREAKS, '');
        break;
      default:
        return malformed(text);
    }
  }
  // a part that came twice leaves another one out
  if (version === undefined || method === undefined || signature === undefined) return malformed(text);
  if (version !== '2.0' && version !== '1.0') return badVersion(version);
  if (method !== 'hmac_sha256' && method !== 'rsa2048_sha1') return badMethod(method, 'hmac_sha256');
  if (version === '1.0' && method !== 'rsa2048_sha1') return badVersion(version);
  if (!BASE64_CHARACTERS.test(signature)) {
    const value = `${signature.length} characters that are no base64`;
    const expected = 'base64, its line breaks left out';
    return refused('bad_header', { field: 'header Signature', value, expected });
  }
  return parsed({ version, method, signature });
}

/** The method is none, or not the one that is used here. */
export function badMethod(method: string, wanted: SigningMethod): ParseRefusal<'bad_method'> {
  const value = shownField(method);
  return refused('bad_method', { field: 'header SigningMethod', value, expected: wanted });
}

function badVersion(version: string): ParseRefusal<'bad_version'> {
  return refused('bad_version', { field: 'header Version', value: shownField(version), expected: '2.0' });
}

function malformed(text: string): ParseRefusal<'bad_header'> {
  const value = text === '' ? 'empty' : shownText(text);
  return refused('bad_header', { field: 'header', value, expected: FORM });
}

/** The header of a message of ours: version 2.0, no line breaks. */
export function formatHeader(method: SigningMethod, signature: string): string {
  return `Version:2.0;SigningMethod:${method};Signature:${signature}`;
}
