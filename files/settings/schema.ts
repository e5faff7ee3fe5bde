import { DURATION_PATTERN } from './duration.ts';

/** A JSON Schema, draft 7. A `description` completes "give …" in what people are told. */
export type Schema = Readonly<Record<string, unknown>>;

/** Text that `parseDuration` reads. */
export const DURATION: Schema = {
  type: 'string',
  pattern: DURATION_PATTERN,
  description: 'a duration such as 500ms, 10s, 1m30s or 1h',
};

/** An object with these keys and no other. */
export function fields(
  description: string,
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
): Schema {
  return {
    type: 'object',
    description,
    properties,
    additionalProperties: false,
    ...(required.length > 0 && { required }),
  };
}

/** One schema for text, another for the rest. */
export function textOrOther(ofText: Schema, otherwise: Schema): Schema {
  return byKind('string', ofText, otherwise);
}

/** One schema for a list, another for the rest. */
export function listOrOther(ofList: Schema, otherwise: Schema): Schema {
  return byKind('array', ofList, otherwise);
}

/** By kind rather than by `anyOf`, whose errors speak of both at once. */
function byKind(type: string, ofKind: Schema, otherwise: Schema): Schema {
  // an object literal with a key `then` looks like a promise
  return Object.fromEntries([
    ['if', { type }],
    ['then', ofKind],
    ['else', otherwise],
  ]);
}
