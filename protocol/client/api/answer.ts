import { type Fields, isFields, isStringMap } from '../../wire/fields.ts';
import { isRefused, RequestRefused, UnexpectedAnswer } from '../errors.ts';
import type { Reply } from '../reply.ts';
import type { Method, RequestOptions } from '../request-options.ts';
import type { RestClient } from '../rest-client.ts';

/**
 * Sends a request and gives its answer.
 * @throws RequestRefused for a status of 400 and above, and where the answer is elsewhere; ServerUnreachable
 */
export async function ask(
  client: RestClient,
  method: Method,
  path: string,
  options?: RequestOptions,
): Promise<Reply> {
  const reply = await client.request(method, path, options);
  if (isRefused(reply)) throw new RequestRefused(reply);
  return reply;
}

/** The same, but undefined for a 404. */
export async function askForOne(
  client: RestClient,
  path: string,
  options?: RequestOptions,
): Promise<Reply | undefined> {
  const reply = await client.request('GET', path, options);
  if (reply.status === 404) return undefined;
  if (isRefused(reply)) throw new RequestRefused(reply);
  return reply;
}

/** A JSON value in an answer, read piece by piece. Every reader throws UnexpectedAnswer where the piece is not there. */
export class Answer {
  readonly #asked: string;
  readonly #value: unknown;

  constructor(asked: string, value: unknown) {
    this.#asked = asked;
    this.#value = value;
  }

  static of(reply: Reply): Answer {
    try {
      return new Answer(reply.asked, reply.json());
    } catch {
      // the message shows the text that is no JSON
      throw new UnexpectedAnswer(reply.asked, 'JSON', reply.text);
    }
  }

  get fields(): Fields {
    return this.#check(isFields, 'object');
  }

  get items(): readonly Answer[] {
    return this.#check(isArray, 'array').map((item) => this.#inside(item));
  }

  get text(): string {
    return this.#check(isText, 'string');
  }

  get number(): number {
    return this.#check(isNumber, 'number');
  }

  get flag(): boolean {
    return this.#check(isFlag, 'boolean');
  }

  get texts(): readonly string[] {
    return this.items.map((item) => item.text);
  }

  get stringMap(): Readonly<Record<string, string>> {
    return this.#check(isStringMap, 'object of strings');
  }

  /** True where this is no object but a string. */
  get isText(): boolean {
    return isText(this.#value);
  }

  /** A field of this object. */
  field(name: string): Answer {
    const found = this.optional(name);
    if (found === undefined) throw this.unexpected(`field '${name}'`);
    return found;
  }

  /** A field of this object that may be missing. */
  optional(name: string): Answer | undefined {
    const value = this.fields[name];
    return value === undefined ? undefined : this.#inside(value);
  }

  #inside(value: unknown): Answer {
    return new Answer(this.#asked, value);
  }

  #check<T>(guard: (value: unknown) => value is T, wanted: string): T {
    if (guard(this.#value)) return this.#value;
    throw this.unexpected(`${wanted} where one should be`);
  }

  /** The error that says what is missing here. */
  unexpected(wanted: string): UnexpectedAnswer {
    return new UnexpectedAnswer(this.#asked, wanted, JSON.stringify(this.#value));
  }
}

function isArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}
