import { createRequire } from 'node:module';
import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';
import type { FastifySchemaCompiler } from 'fastify';
import type { FastifyValidationResult } from 'fastify/types/schema.js';

const require = createRequire(import.meta.url);

/**
 * Validates bodies by the schemas of their routes, as they are: nothing is coerced, added or taken away. The other
 * schemas only describe: whatever stands in a path, a query or a header is text, and no text is wrong.
 */
export function bodySchemaValidator(): FastifySchemaCompiler<object> {
  let ajv: Ajv | undefined;
  const compile = (schema: object) => {
    ajv ??= loadAjv();
    return ajv.compile(schema);
  };
  return ({ schema, httpPart }) => (httpPart === 'body' ? validator(compile, schema) : () => true);
}

/** Compiles when first used: all schemas together take longer than the rest of a start. */
function validator(compile: (schema: object) => ValidateFunction, schema: object): FastifyValidationResult {
  let compiled: ValidateFunction | undefined;
  return (body: unknown) => {
    compiled ??= compile(schema);
    return compiled(body) ? { value: body } : { error: compiled.errors ?? [] };
  };
}

/** Says where a value is not as a schema has it; `undefined` where it is. Compiles when first used. */
export function faultFinder(schema: object): (value: unknown) => ErrorObject | undefined {
  let compiled: ValidateFunction | undefined;
  return (value) => {
    compiled ??= loadAjv().compile(schema);
    return compiled(value) ? undefined : compiled.errors?.[0];
  };
}

/** For a route whose guard has validated the body: its schema only describes. */
export const unvalidated: FastifySchemaCompiler<object> = () => () => true;

/** Its hundred files are read when the first body comes, and at once: fastify gives no errors of a promise's. */
function loadAjv(): Ajv {
  const { Ajv } = require('ajv') as typeof import('ajv');
  return new Ajv({ strictTypes: false, allowUnionTypes: true, meta: false, validateSchema: false });
}
