import { jsonLine } from '../json-line.ts';

/**
 * What exactly is wrong with a message, so that the author of its sender knows which line to mend. All of it is printable
 * and short, whatever was sent, and no signature, key or output of a command is in it.
 */
export interface Defect {
  /** `frames`, `header`, one of its parts (`header Version`), `body`, or the key of a field of the body. */
  readonly field: string;
  /** What came; undefined where nothing came. */
  readonly value: string | undefined;
  /** What is accepted there, in words. */
  readonly expected: string;
}

/** As much of a value as is shown, characters. */
const SHOWN_CHARACTERS = 48;
/** A signature or a key: nothing that anybody has to read. */
const SECRETIVE = /[A-Za-z0-9+/]{20,}={0,2}/g;
/** As much of a text as is looked at to show some of it. */
const LOOKED_AT_CHARACTERS = 256;

/** The value of a field, as JSON on one line; of lists and objects only what they are. */
export function shownField(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string': {
      if (value.length <= SHOWN_CHARACTERS) return jsonLine(value);
      return `${jsonLine(value.slice(0, SHOWN_CHARACTERS))}… (${value.length} characters)`;
    }
    case 'number':
    case 'boolean':
      return String(value);
    default:
      return value === undefined ? undefined : shownKind(value);
  }
}

/** What a value is, and nothing of what it says. */
export function shownKind(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** The beginning of text that could not be read, with what may be a key or a signature left out. */
export function shownText(text: string): string {
  const told = text.slice(0, LOOKED_AT_CHARACTERS).replace(SECRETIVE, '…');
  const isCut = told.length > SHOWN_CHARACTERS || text.length > LOOKED_AT_CHARACTERS;
  // quotes are frequent in it, and need no escape where none are put around it
  const shown = jsonLine(told.slice(0, SHOWN_CHARACTERS)).slice(1, -1).replaceAll('\\"', '"');
  return `${shown}${isCut ? '…' : ''}`;
}

/** A defect in words: `"sequence" is missing, expected a number`. */
export function defectText({ field, value, expected }: Defect): string {
  return `${field} is ${value ?? 'missing'}, expected ${expected}`;
}
