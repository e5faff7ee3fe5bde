import { refusal } from '../http/errors.ts';
import type { JsonBody } from '../http/json-body.ts';

/** Half of a surrogate pair in an escape, which the shipped server's JSON library does not read. */
const ESCAPED_SURROGATE = /(?<!\\)(?:\\\\)*\\u[dD][89a-fA-F]/;

/** Quirk `bad-json-500`: what its JSON library does not read is no JSON for the server. Source: protocol §10. */
export function refuseUnreadable({ text, value }: JsonBody): void {
  // both halves of a pair are no escape any more when the value is written again
  if (ESCAPED_SURROGATE.test(text) && ESCAPED_SURROGATE.test(JSON.stringify(value))) {
    throw refusal('internal_error');
  }
}
