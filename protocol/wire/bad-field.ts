import { shownField } from './defect.ts';
import { type ParseRefusal, refused } from './parsed.ts';

/** A field of a body that is missing or wrong. @param value as it is shown; undefined where there is none */
export function badField(
  field: string,
  value: string | undefined,
  expected: string,
): ParseRefusal<'bad_field'> {
  return refused('bad_field', { field, value, expected });
}

/** What is accepted in the fields that every message of a client names its sender with. */
const NAMES = {
  node: 'the name of your node',
  org: 'the "organization" of your configuration',
  incarnation_id: 'a UUID, drawn anew at each start of your client',
} as const;

/** A field that is to be a string of at least one character. */
export function badName(field: keyof typeof NAMES, value: unknown): ParseRefusal<'bad_field'> {
  return badField(field, shownField(value), NAMES[field]);
}
