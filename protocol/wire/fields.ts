/** A JSON object whose fields are not known yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** True for a JSON object; false for arrays, null and everything else. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for a string of at least one character. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** True where an optional string is absent or a string. */
export function isOptionalString(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

/** True for an object whose every value is a string. */
export function isStringMap(value: unknown): value is Readonly<Record<string, string>> {
  return isFields(value) && Object.values(value).every((item) => typeof item === 'string');
}
