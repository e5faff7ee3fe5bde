import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { FileProblem } from './file-problem.ts';
import type { Schema } from './schema.ts';

/** Gives the known word that was probably meant. */
export type Suggest = (word: string, known: readonly string[]) => string | undefined;

/** Gives what a document says that its schema does not allow. */
export type SchemaCheck = (document: unknown, suggest: Suggest) => readonly FileProblem[];

/**
 * The check of one schema, whose descriptions complete "give …" in what people are told. It is compiled for the first
 * document: many a process that could read one never does.
 */
export function schemaCheck(schema: Schema): SchemaCheck {
  let compiled: ValidateFunction | undefined;
  return (document, suggest) => {
    compiled ??= new Ajv({
      allErrors: true,
      verbose: true,
      allowUnionTypes: true,
      strictTypes: false,
      keywords: ['meaning'],
      formats: { date: isDay },
    }).compile(schema);
    const validate = compiled;
    if (validate(document)) return [];
    return (validate.errors ?? [])
      .filter(({ keyword }) => keyword !== 'if')
      .map((error) => problem(error, suggest));
  };
}

/** True of a day of the calendar, such as 2028-02-29. */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function problem(error: ErrorObject, suggest: Suggest): FileProblem {
  const path = pathOf(error.instancePath);
  const schema = (error.parentSchema ?? {}) as Schema;
  switch (error.keyword) {
    case 'additionalProperties': {
      const word = String(error.params.additionalProperty);
      return { path: [...path, word], text: `is not known: ${remedy(word, keysOf(schema), suggest)}` };
    }
    case 'required': {
      const missing = String(error.params.missingProperty);
      const wanted = Object(schema.properties)[missing] as Schema | undefined;
      return { path: [...path, missing], text: `is missing: give ${wanted?.description ?? 'it'}` };
    }
    case 'enum': {
      const known = (schema.enum as readonly unknown[]).map(String);
      const meant = typeof error.data === 'string' ? suggest(error.data, known) : undefined;
      const remedyText = meant === undefined ? `give ${schema.description}` : `did you mean ${meant}?`;
      return { path, text: `is ${JSON.stringify(error.data)}: ${remedyText}` };
    }
    default:
      if (error.data === null && path.length === 0)
        return { path, text: `is empty: give ${schema.description}` };
      return { path, text: `is ${shown(error.data)}: give ${schema.description}` };
  }
}

/** Known words that a message lists; more are no help. */
const MAX_LISTED = 30;

function remedy(word: string, known: readonly string[], suggest: Suggest): string {
  const meant = suggest(word, known);
  if (meant !== undefined) return `did you mean ${meant}?`;
  return known.length === 0 || known.length > MAX_LISTED ? 'remove it' : `there are ${known.join(', ')}`;
}

function keysOf(schema: Schema): readonly string[] {
  return Object.keys(Object(schema.properties));
}

function pathOf(pointer: string): readonly (string | number)[] {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) =>
    /^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~'),
  );
}

const SHOWN_CHARACTERS = 60;

function shown(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > SHOWN_CHARACTERS ? `${json.slice(0, SHOWN_CHARACTERS)}…` : json;
}
