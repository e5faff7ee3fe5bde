import { DURATION_PATTERN } from './duration.ts';

/**
 * A JSON Schema, draft 7. A `description` completes "give …" in what people are told; `meaning`, a keyword of ours, says in a
 * sentence what the value stands for, with its unit.
 */
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

/** The same schema, and what its value stands for: a sentence, with unit and default. */
export function meant(meaning: string, schema: Schema): Schema {
  return { ...schema, meaning };
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

/** Draft 7, as editors know it by its address. */
const DRAFT_7 = 'http://json-schema.org/draft-07/schema#';

/** The schema of a whole file. @param title what the file describes */
export function fileSchema(title: string, content: Schema): Schema {
  return { $schema: DRAFT_7, title, ...content };
}

/** A schema as an editor shows it: each description says what a value means, then what to give. */
export function editorSchema(schema: Schema): Schema {
  return forEditor(schema) as Schema;
}

function forEditor(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(forEditor);
  if (typeof part !== 'object' || part === null) return part;
  const { meaning, description, ...others } = part as Schema;
  const rest = Object.fromEntries(Object.entries(others).map(([key, value]) => [key, forEditor(value)]));
  // a key of a file may be called so as well: then it has a schema
  if (typeof meaning !== 'string')
    return {
      ...(meaning !== undefined && { meaning: forEditor(meaning) }),
      ...(description !== undefined && { description: forEditor(description) }),
      ...rest,
    };
  const toGive = typeof description === 'string' && description !== '' ? ` Give ${description}.` : '';
  return { description: `${meaning}${toGive}`, ...rest };
}
