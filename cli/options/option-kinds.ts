import { parseDuration } from '../../files/settings/duration.ts';
import type { Schema } from '../../files/settings/schema.ts';
import { homePath } from '../files/home-path.ts';

/** What an option's value may be. */
export interface OptionKind<T> {
  /** Completes "give …" for people. */
  readonly expects: string;
  /** The value given as text (flag, environment) or as YAML; `undefined` when it is not of this kind. */
  parse(given: unknown): T | undefined;
  /** True for the path of a file or folder: one that stands in a configuration file counts from there. */
  readonly isPath?: true;
  /** What of it a JSON Schema says; whatever a file may hold where it is absent. */
  readonly schema?: Schema;
  /** True for what is given without a value on the command line. */
  readonly isFlag?: true;
  /** True for what may be given with a value or without, and more than once: then it is `true`, or a list of what was given. */
  readonly mayStandAlone?: true;
  /** True for what is given with a value each time, and may be given more than once: then it is a list of what was given. */
  readonly isRepeatable?: true;
}

export const text: OptionKind<string> = {
  expects: 'text (in quotes, where YAML would read a number)',
  schema: { type: 'string' },
  // no path holds a NUL, and no URL half of a letter
  parse: (given) =>
    typeof given === 'string' && given !== '' && !/\0|\p{Surrogate}/u.test(given) ? given : undefined,
};

/** The path of a file or folder, or what is given in its place; `~` is the home folder. */
export const filePath: OptionKind<string> = {
  ...text,
  isPath: true,
  parse: (given) => {
    const value = text.parse(given);
    return value === undefined ? undefined : homePath(value);
  },
};

/** Paths of files, each with the flag before it. */
export const filePaths: OptionKind<readonly string[]> = {
  expects: 'the path of a file each time',
  isRepeatable: true,
  parse: (given) => {
    const paths = [given].flat().map((each) => filePath.parse(each));
    return paths.every((each) => each !== undefined) ? paths : undefined;
  },
};

/** Text that goes into a header of a request. */
export const headerText: OptionKind<string> = {
  expects: 'text of ASCII letters, digits and signs',
  parse: (given) => {
    const value = text.parse(given);
    return value !== undefined && /^[ -~]+$/.test(value) ? value : undefined;
  },
};

/** Text or a number, such as a seed. */
export const textOrNumber: OptionKind<string> = {
  expects: 'text or a number',
  parse: (given) => (typeof given === 'number' ? String(given) : text.parse(given)),
};

export const flag: OptionKind<boolean> = {
  expects: 'true or false',
  isFlag: true,
  schema: { type: ['boolean', 'string', 'integer'] },
  parse: (given) => {
    if (typeof given === 'boolean') return given;
    if (given === 'true' || given === '1' || given === 'yes') return true;
    return given === 'false' || given === '0' || given === 'no' ? false : undefined;
  },
};

function numeric(given: unknown): number | undefined {
  if (typeof given === 'number') return given;
  if (typeof given !== 'string' || !/^-?\d+(\.\d+)?$/.test(given)) return undefined;
  return Number(given);
}

/** A number, fractions allowed, from `min` to `max`. */
export function number(min: number, max: number): OptionKind<number> {
  return {
    expects: max === Number.MAX_SAFE_INTEGER ? `a number, at least ${min}` : `a number from ${min} to ${max}`,
    schema: { type: ['number', 'string'], minimum: min, maximum: max },
    parse: (given) => {
      const value = numeric(given);
      return value !== undefined && value >= min && value <= max ? value : undefined;
    },
  };
}

/** A whole number from `min` to `max`. */
export function whole(min: number, max: number = Number.MAX_SAFE_INTEGER): OptionKind<number> {
  const any = number(min, max);
  return {
    expects: any.expects.replace('a number', 'a whole number'),
    schema: { ...any.schema, type: ['integer', 'string'] },
    parse: (given) => {
      const value = any.parse(given);
      return Number.isInteger(value) ? value : undefined;
    },
  };
}

/** A whole number from `min` to `max`, or a word that stands for one. */
export function wholeOrWord<const W extends string>(
  min: number,
  max: number,
  word: W,
): OptionKind<number | W> {
  const numbers = whole(min, max);
  return {
    expects: `${word} or ${numbers.expects}`,
    parse: (given) => (given === word ? word : numbers.parse(given)),
  };
}

/** A length of time as fleet files write it, such as `500ms` or `2m`. */
export const durationWithUnit: OptionKind<string> = {
  expects: 'a duration such as 500ms, 10s, 2m or 1h',
  parse: (given) => (typeof given === 'string' && parseDuration(given) !== undefined ? given : undefined),
};

export const port: OptionKind<number> = {
  ...whole(0, 65_535),
  expects: 'a port from 0 to 65535 (0 takes a free one)',
};

export function choice<const T extends string>(choices: readonly T[]): OptionKind<T> {
  return {
    expects:
      choices.length === 1 ? `${choices[0]}, which is all that there is` : `one of ${choices.join(', ')}`,
    schema: { enum: choices },
    parse: (given) => choices.find((known) => known === given),
  };
}

/** The address of a server, such as `http://127.0.0.1:10003`; gives it without trailing slashes. */
export const url: OptionKind<string> = {
  expects: 'a URL such as http://127.0.0.1:10003',
  parse: (given) => {
    if (typeof given !== 'string' || !URL.canParse(given)) return undefined;
    return /^https?:$/.test(new URL(given).protocol) ? given.replace(/\/+$/, '') : undefined;
  },
};

/** An object of strings: JSON text, or a mapping in the configuration file. */
export const strings: OptionKind<Readonly<Record<string, string>>> = {
  expects: 'a JSON object of strings such as \'{"FOO": "bears"}\'',
  parse: (given) => {
    const value = typeof given === 'string' ? parsedJson(given) : given;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const entries = Object.entries(value as Record<string, unknown>);
    return entries.every(([, item]) => typeof item === 'string')
      ? (Object.fromEntries(entries) as Record<string, string>)
      : undefined;
  },
};

function parsedJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined; // not JSON: not of this kind, which the caller says with the option's name
  }
}

/** How many nodes must be ready: a count, or a share of them such as `50%`. */
export const quorum: OptionKind<string> = {
  expects: 'a number of nodes such as 3, or a share of them such as 50%',
  parse: (given) => {
    const asText = typeof given === 'number' ? String(given) : given;
    if (typeof asText !== 'string' || !/^\d+(\.\d+)?%$|^\d+$/.test(asText)) return undefined;
    return Number.isSafeInteger(Math.ceil(Number.parseFloat(asText))) ? asText : undefined;
  },
};

/** Words in a row: `slow,failing`, or a list in the configuration file. */
export const words: OptionKind<readonly string[]> = {
  expects: 'words with commas between them',
  parse: (given) => {
    const list: readonly unknown[] = typeof given === 'string' ? given.split(',') : Object(given);
    if (!Array.isArray(list) || list.length === 0) return undefined;
    return list.every((word) => typeof word === 'string' && /^\S+$/.test(word)) ? list : undefined;
  },
};
