import { createPublicKey, type KeyObject } from 'node:crypto';
import type { StoredGroupMembers } from '../../store/store.ts';
import type { KeyedPrincipal } from '../principal.ts';

/** What an answer of a Chef server says, or why it says nothing. */
export type ParsedAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

/** A user and a client can share a name, so two are the most that a Chef server has. */
const MAX_PRINCIPALS = 16;

/** Checking a signature costs the more the longer the key is. */
const MAX_KEY_BITS = 16_384;

const GUID = /^[0-9a-f]{32}$/i;

/** The organisation's id, 32 lower-case hex digits. Source: protocol §11. */
export function parseOrganisation(body: string): ParsedAnswer<string> {
  const object = objectIn(body);
  if (!object.ok) return object;
  const { guid } = object.value;
  if (typeof guid !== 'string' || !GUID.test(guid)) return problem('guid is not 32 hexadecimal digits');
  return { ok: true, value: guid.toLowerCase() };
}

/** The direct members of a group. Source: protocol §11. */
export function parseGroup(body: string): ParsedAnswer<StoredGroupMembers> {
  const object = objectIn(body);
  if (!object.ok) return object;
  const { users, clients, groups } = object.value;
  if (!areTexts(users)) return problem('users is not a list of names');
  if (!areTexts(clients)) return problem('clients is not a list of names');
  if (!areTexts(groups)) return problem('groups is not a list of names');
  return { ok: true, value: { users, clients, groups } };
}

/**
 * Everybody who has the name: from version 1 of the answer on a list, before it one principal bare.
 * @param version the header `X-Ops-Server-API-Version` of the answer, undefined where it had none
 * Source: protocol §11
 */
export function parsePrincipals(
  name: string,
  version: string | undefined,
  body: string,
): ParsedAnswer<readonly KeyedPrincipal[]> {
  const responseVersion = parseVersion(version);
  if (!responseVersion.ok) return responseVersion;
  const object = objectIn(body);
  if (!object.ok) return object;
  const entries = responseVersion.value === '0' ? [object.value] : object.value.principals;
  if (!Array.isArray(entries)) return problem('principals is not a list');
  if (entries.length > MAX_PRINCIPALS) return problem(`principals has more than ${MAX_PRINCIPALS} entries`);
  const candidates: KeyedPrincipal[] = [];
  for (const [index, entry] of entries.entries()) {
    const parsed = parseEntry(name, entry);
    if (!parsed.ok) return problem(`principal ${index + 1}: ${parsed.problem}`);
    candidates.push(parsed.value);
  }
  return { ok: true, value: candidates };
}

/** What a 404 says that it has not found. Undefined for one that says nothing of the kind. Source: protocol §11 */
export function parseNotFound(body: string): 'org' | 'principal' | undefined {
  const object = objectIn(body);
  const what = object.ok ? object.value.not_found : undefined;
  return what === 'org' || what === 'principal' ? what : undefined;
}

function parseVersion(header: string | undefined): ParsedAnswer<string> {
  if (header === undefined) return { ok: true, value: '0' };
  const object = objectIn(header);
  const version = object.ok ? object.value.response_version : undefined;
  if (typeof version !== 'string' || !/^\d{1,6}$/.test(version)) {
    return problem('the header X-Ops-Server-API-Version has no response_version');
  }
  return { ok: true, value: version };
}

function parseEntry(name: string, entry: unknown): ParsedAnswer<KeyedPrincipal> {
  const { name: itsName, type, public_key: publicKey, org_member: associated } = Object(entry);
  if (itsName !== name) return problem('its name is not the one that was asked for');
  if (type !== 'user' && type !== 'client') return problem('type is neither user nor client');
  if (typeof associated !== 'boolean') return problem('org_member is neither true nor false');
  const key = typeof publicKey === 'string' ? readKey(publicKey) : undefined;
  if (key === undefined) return problem('public_key is no RSA public key in PEM');
  return { ok: true, value: { kind: type, name, superuser: false, associated, key } };
}

/** Also from a certificate, which clients of old had. */
function readKey(pem: string): KeyObject | undefined {
  try {
    const key = createPublicKey(pem);
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return key.asymmetricKeyType === 'rsa' && bits <= MAX_KEY_BITS ? key : undefined;
  } catch {
    return undefined; // OpenSSL has many words for what is no key
  }
}

function objectIn(json: string): ParsedAnswer<Readonly<Record<string, unknown>>> {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { ok: true, value: value as Readonly<Record<string, unknown>> };
    }
  } catch {
    // said below
  }
  return problem('it is no JSON object');
}

function areTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function problem(text: string): { readonly ok: false; readonly problem: string } {
  return { ok: false, problem: text };
}
