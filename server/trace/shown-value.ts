import { HIDDEN_KEY, withoutKeys } from '../../protocol/signing/pem.ts';
import { isFields } from '../../protocol/wire/fields.ts';

/** What stands in the place of a secret. */
export const HIDDEN = '(hidden)';

const MAX_TEXT_CHARACTERS = 512;
const MAX_NAME_CHARACTERS = 128;
const MAX_ITEMS = 50;
const START_CHARACTERS = 8;

/** What a value under this name becomes, where it is a secret. Source: protocol §2 (jobs), §3 (configurations). */
const SECRET: Readonly<Record<string, (value: unknown) => unknown>> = {
  env: (value) =>
    isFields(value) ? Object.fromEntries(Object.keys(value).map((name) => [name, HIDDEN])) : HIDDEN,
  file: (value) => {
    const [, prefix = '', content = ''] =
      (typeof value === 'string' && /^(raw:|base64:)(.*)$/s.exec(value)) || [];
    return prefix === '' ? HIDDEN : `${prefix}(hidden, ${content.length} characters)`;
  },
  encoded_session_key: (value) => (isFields(value) ? { ...value, key: HIDDEN } : HIDDEN),
  password: () => HIDDEN,
};

/**
 * A JSON value as a trace shows it: secrets hidden unless they are asked for, private keys always, long texts and lists
 * shortened. It is nested no deeper than `parseJson` lets through.
 */
export function shownValue(value: unknown, secrets: boolean): unknown {
  if (typeof value === 'string') return briefText(value);
  if (Array.isArray(value)) return shortList(value, (item) => shownValue(item, secrets));
  if (!isFields(value)) return value;
  const entries = Object.entries(value);
  const more = entries.length - MAX_ITEMS;
  const shown = Object.fromEntries(
    entries
      .slice(0, MAX_ITEMS)
      .map(([name, item]) => [briefText(name, MAX_NAME_CHARACTERS), shownUnder(name, item, secrets)]),
  );
  return more > 0 ? { ...shown, '…': `${more} more` } : shown;
}

function shownUnder(name: string, value: unknown, secrets: boolean): unknown {
  if (name === 'private_key' && typeof value === 'string') return HIDDEN_KEY;
  const hide = Object.hasOwn(SECRET, name) && !secrets && value !== null ? SECRET[name] : undefined;
  return shownValue(hide === undefined ? value : hide(value), secrets);
}

/** Whether something in a JSON value is a secret. */
export function hasSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasSecret);
  if (!isFields(value)) return false;
  return Object.entries(value).some(
    ([name, item]) => Object.hasOwn(SECRET, name) || name === 'private_key' || hasSecret(item),
  );
}

/** Text without private keys, and no longer than a screen takes; what was cut off is counted. */
export function briefText(text: string, maxCharacters = MAX_TEXT_CHARACTERS): string {
  // of a key that is cut first a part may stay
  const shown = withoutKeys(text);
  return shown.length <= maxCharacters
    ? shown
    : `${shown.slice(0, maxCharacters)}… (${text.length} characters in all)`;
}

/** How a signature begins: enough to tell it from others, and too little to use it. */
export function shortened(signature: string): string {
  if (signature.length <= START_CHARACTERS) return HIDDEN;
  return `${signature.slice(0, START_CHARACTERS)}… (${signature.length} characters)`;
}

function shortList(items: readonly unknown[], show: (item: unknown) => unknown): readonly unknown[] {
  const more = items.length - MAX_ITEMS;
  const shown = items.slice(0, MAX_ITEMS).map(show);
  return more > 0 ? [...shown, `… (${more} more)`] : shown;
}
