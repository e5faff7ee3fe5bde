import { refusal } from '../errors.ts';
import type { SchemaError } from '../job-request.ts';

/** How a body that a schema does not allow is refused, in the words of a Chef server. */
export function refuseBody(errors: readonly SchemaError[]) {
  const [first] = errors;
  const missing = first?.keyword === 'required' ? String(first.params.missingProperty) : undefined;
  if (missing !== undefined) return refusal('invalid_object', `Field '${missing}' missing`);
  const field = first?.instancePath.split('/')[1];
  return refusal(
    'invalid_object',
    field === undefined ? 'the body must be a JSON object' : `Field '${field}' invalid`,
  );
}

/** The first of these fields that is there: a Chef server has had several names for some. */
export function nameIn<Field extends string>(
  body: Readonly<Partial<Record<Field, string>>>,
  ...fields: readonly [Field, ...Field[]]
): string {
  for (const field of fields) {
    const name = body[field];
    if (name !== undefined) return name;
  }
  throw refusal('invalid_object', `Field '${fields[0]}' missing`);
}

/** Throws where a body names another object than its path: nothing can be renamed. */
export function refuseRename(given: string | undefined, name: string): void {
  if (given !== undefined && given !== name) throw refusal('invalid_object', `'${name}' cannot be renamed`);
}
