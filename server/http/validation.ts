import { createRequire } from 'node:module';
import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';
import type { FastifySchemaCompiler } from 'fastify';
import type { FastifyValidationResult } from 'fastify/types/schema.js';
import type { Ahead } from '../ahead.ts';
import { requireInTurns } from '../require-in-turns.ts';

const require = createRequire(import.meta.url);

/** Validates values by schemas, as they are: nothing is coerced, added or taken away. */
export class Validation {
  readonly #ahead: Ahead;
  #ajv: Ajv | undefined;

  /** @param ahead loads what validates, and then compiles the schemas: that is longer than a start and than a request */
  constructor(ahead: Ahead) {
    this.#ahead = ahead;
    ahead.add((endTurn) => requireInTurns('ajv', import.meta.url, endTurn));
  }

  /** Says whether a value is as a schema has it; compiles it when first used, or ahead. */
  of(schema: object): () => ValidateFunction {
    let compiled: ValidateFunction | undefined;
    const compile = () => {
      this.#ajv ??= newAjv();
      compiled ??= this.#ajv.compile(schema);
      return compiled;
    };
    this.#ahead.add(() => void compile());
    return compile;
  }
}

/**
 * Validates bodies by the schemas of their routes. The other schemas only describe: whatever stands in a path, a query or a
 * header is text, and no text is wrong.
 */
export function bodySchemaValidator(validation: Validation): FastifySchemaCompiler<object> {
  return ({ schema, httpPart }) => (httpPart === 'body' ? validator(validation.of(schema)) : () => true);
}

function validator(compile: () => ValidateFunction): FastifyValidationResult {
  return (body: unknown) => {
    const validate = compile();
    return validate(body) ? { value: body } : { error: validate.errors ?? [] };
  };
}

/** Says where a value is not as a schema has it; `undefined` where it is. */
export type FaultFinder = (value: unknown) => ErrorObject | undefined;

export function faultFinder(validation: Validation, schema: object): FaultFinder {
  const compile = validation.of(schema);
  return (value) => {
    const validate = compile();
    return validate(value) ? undefined : validate.errors?.[0];
  };
}

/** For a route whose guard has validated the body: its schema only describes. */
export const unvalidated: FastifySchemaCompiler<object> = () => () => true;

/** What is not loaded yet is loaded at once: fastify gives no errors of a promise's. */
function newAjv(): Ajv {
  const { Ajv } = require('ajv') as typeof import('ajv');
  return new Ajv({ strictTypes: false, allowUnionTypes: true, meta: false, validateSchema: false });
}
