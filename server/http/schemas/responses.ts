import { MAX_REQUEST_BODY_BYTES } from '../errors.ts';

type JsonSchema = Readonly<Record<string, unknown>>;
type Responses = Readonly<Record<number, unknown>>;

/** The body of every refusal. */
const ERROR_BODY = {
  title: 'Error',
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      description: 'What is wrong: a text for the body of a job, else a list of one text.',
      anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
    },
  },
} as const;

/** What the status codes mean, the same everywhere. Source: seeds, response codes; protocol §1. */
const MEANINGS = {
  400: 'The request, its headers or its body are not formed as they must be.',
  401: 'Whoever asks could not be authenticated: check the name, and that the right key has signed.',
  403: 'Whoever asks is known, but may not do this.',
  404: 'What the path names does not exist.',
  406: 'The Accept header excludes what is given here.',
  409: 'The name is taken, or the job is over.',
  413: `The body is larger than ${MAX_REQUEST_BODY_BYTES} bytes.`,
  415: 'The body is not declared as application/json.',
  503:
    'More is in hand than the server takes at once, and Retry-After says when to ask again; or what is stored cannot be ' +
    'read at present, and the text says why.',
  507: 'Nothing new is stored at present, as when the disk is full: the text says why. Nothing of the request is kept.',
} as const;

type KnownStatus = keyof typeof MEANINGS;

/** What anybody who reads may meet. */
const READING = [400, 401, 403, 404, 406, 413, 503] as const satisfies readonly KnownStatus[];
const WRITING = [...READING, 415, 507] as const satisfies readonly KnownStatus[];

function refusals(statuses: readonly KnownStatus[]): Responses {
  return Object.fromEntries(
    statuses.map((status) => [status, { description: MEANINGS[status], ...ERROR_BODY }]),
  );
}

/** Responses of a resource that is read. */
export function reads(description: string, body: JsonSchema): Responses {
  return { 200: { description, ...body }, ...refusals(READING) };
}

/**
 * Responses of a resource that is read in another form than JSON.
 * @param nothingMore when there is none any more, and 204 is answered; by default never
 */
export function readsAs(mediaType: string, description: string, nothingMore?: string): Responses {
  const content = { [mediaType]: { schema: { type: 'string' } } };
  const empty = nothingMore === undefined ? {} : { 204: { type: 'null', description: nothingMore } };
  return { 200: { description, content }, ...empty, ...refusals(READING) };
}

/** Responses of a request that makes something. */
export function creates(description: string, body: JsonSchema, more: readonly KnownStatus[] = []): Responses {
  return { 201: { description, ...body }, ...refusals([...WRITING, ...more]) };
}

/** Responses of a request that changes something. */
export function changes(description: string, body: JsonSchema, more: readonly KnownStatus[] = []): Responses {
  return { 200: { description, ...body }, ...refusals([...WRITING, ...more]) };
}

/** A schema of the parts of a path, all of them text. */
export interface PathSchema<Part extends string> {
  readonly type: 'object';
  readonly properties: Readonly<Record<Part, { readonly type: 'string'; readonly description: string }>>;
  readonly required: Part[];
}

/** Parts of the path, each with what it means. */
export function path<Part extends string>(parts: Readonly<Record<Part, string>>): PathSchema<Part> {
  const names = Object.keys(parts) as Part[];
  const properties = Object.fromEntries(names.map((name) => [name, string(parts[name])]));
  return { type: 'object', properties: properties as PathSchema<Part>['properties'], required: names };
}

/** An object all of whose properties are always there, unless they are named as optional. */
export function object(properties: Readonly<Record<string, JsonSchema>>, optional: readonly string[] = []) {
  return {
    type: 'object',
    properties,
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
  } as const;
}

export const ORG_PARAMETER = { org: 'Name of the organisation.' } as const;
/** Needs no signature. */
export const FOR_ANYBODY: never[] = [];

export const string = (description: string) => ({ type: 'string', description }) as const;
export const stringList = (description: string) =>
  ({ type: 'array', description, items: { type: 'string' } }) as const;
export const httpDate = (description: string) =>
  ({ type: 'string', description, examples: ['Tue, 04 Sep 2012 23:17:56 GMT'] }) as const;
