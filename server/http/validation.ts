import { Ajv, type ValidateFunction } from 'ajv';
import type { FastifySchemaCompiler } from 'fastify';
import type { FastifyValidationResult } from 'fastify/types/schema.js';

/**
 * Validates bodies by the schemas of their routes, as they are: nothing is coerced, added or taken away. The other
 * schemas only describe: whatever stands in a path, a query or a header is text, and no text is wrong.
 */
export function bodySchemaValidator(): FastifySchemaCompiler<object> {
  const ajv = new Ajv({ strictTypes: false, allowUnionTypes: true, meta: false, validateSchema: false });
  return ({ schema, httpPart }) => (httpPart === 'body' ? validator(ajv, schema) : () => true);
}

/** Compiles when first used: all schemas together take longer than the rest of a start. */
function validator(ajv: Ajv, schema: object): FastifyValidationResult {
  let compiled: ValidateFunction | undefined;
  return (body: unknown) => {
    compiled ??= ajv.compile(schema);
    return compiled(body) ? { value: body } : { error: compiled.errors ?? [] };
  };
}
