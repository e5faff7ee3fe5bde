/**
 * A string that can be stored and sent: without NUL, and without halves of surrogate pairs, which have no UTF-8.
 * Source: protocol §10.
 */
export const PLAIN_TEXT_PATTERN = '^[^\\u0000\\ud800-\\udfff]*$';

/** The same with NUL. */
export const WELL_FORMED_PATTERN = '^[^\\ud800-\\udfff]*$';

export const plainText = (description: string) =>
  ({ type: 'string', description, pattern: PLAIN_TEXT_PATTERN }) as const;
