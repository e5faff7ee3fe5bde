import { type Fields, isFields } from '../../protocol/wire/fields.ts';
import { parseJson } from '../../protocol/wire/json.ts';
import { briefText, HIDDEN, shownValue } from './shown-value.ts';

/** Longer JSON is not taken apart: as long as the longest body of a request. */
const MAX_READ_BYTES = 1_000_000;
/** Of a body as it is shown, written as JSON. */
const MAX_SHOWN_CHARACTERS = 4_096;

/** A body as a trace shows it. */
export interface ShownBody {
  readonly body: unknown;
  /** How long it was as it travelled. */
  readonly bytes: number;
}

/** What a request may have in its body, at the top: of a key that is misspelt nobody knows whether it holds a secret. */
const KNOWN_KEYS: ReadonlySet<string> = new Set([
  ...['command', 'nodes', 'quorum', 'run_timeout', 'user', 'dir', 'env', 'file', 'capture', 'job_name'],
  ...['name', 'clientname', 'username', 'groupname', 'full_name', 'org_type', 'display_name', 'email'],
  ...['first_name', 'last_name', 'middle_name', 'public_key', 'private_key', 'create_key', 'key', 'admin'],
  ...['validator', 'actors', 'users', 'clients', 'groups', 'password', 'user_names', 'orgname'],
]);

/** The body of a message: JSON, or else the text that it is. A node has no secrets but its keys. */
export function messageBody(frame: string | Uint8Array, secrets: boolean): ShownBody {
  const bytes = Buffer.from(frame);
  return {
    body: valueIn(bytes, secrets) ?? briefText(bytes.toString(), MAX_SHOWN_CHARACTERS),
    bytes: bytes.byteLength,
  };
}

/**
 * The body of a request. What is no JSON is hidden, since nobody can tell where a secret in it begins, and so is what is
 * under a name that no request has.
 */
export function requestBody(body: Uint8Array, secrets: boolean): ShownBody | undefined {
  const { byteLength: bytes } = body;
  if (bytes === 0) return undefined;
  const text = () =>
    secrets ? briefText(Buffer.from(body).toString(), MAX_SHOWN_CHARACTERS) : `${HIDDEN}: not JSON`;
  const shown = valueIn(body, secrets, (fields) => (secrets ? fields : withoutUnknown(fields)));
  return { body: shown ?? text(), bytes };
}

/** The body of an answer: JSON, or the beginning of a text. */
export function answerBody(payload: string | Uint8Array, secrets: boolean): ShownBody | undefined {
  const bytes = Buffer.from(payload);
  if (bytes.byteLength === 0) return undefined;
  const body = valueIn(bytes, secrets) ?? briefText(bytes.subarray(0, MAX_READ_BYTES).toString());
  return { body, bytes: bytes.byteLength };
}

function valueIn(
  bytes: Uint8Array,
  secrets: boolean,
  reduce = (fields: Fields): Fields => fields,
): unknown | undefined {
  if (bytes.byteLength > MAX_READ_BYTES) return `${HIDDEN}: too long to be taken apart`;
  const json = parseJson(bytes);
  if (!json.ok) return undefined;
  const shown = shownValue(isFields(json.value) ? reduce(json.value) : json.value, secrets);
  const text = JSON.stringify(shown);
  return text.length > MAX_SHOWN_CHARACTERS ? briefText(text, MAX_SHOWN_CHARACTERS) : shown;
}

function withoutUnknown(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      KNOWN_KEYS.has(name) ? value : `${HIDDEN}: not a key that requests have`,
    ]),
  );
}
