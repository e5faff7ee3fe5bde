import { dirname, isAbsolute, join } from 'node:path';
import { isPem } from '../../protocol/signing/pem.ts';
import { UsageError } from '../program/errors.ts';
import type { ConfigFile } from './config-file.ts';
import { fileKey, flagOf, type Option, type OptionTable, variableOf } from './option-table.ts';

/** Where values may come from, the strongest first. */
export interface OptionSources {
  /** By option name, only what stood on the command line. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly file: ConfigFile | undefined;
}

interface Given {
  readonly value: unknown;
  /** Names the place for people. */
  readonly place: string;
  /** The configuration file that it stands in. */
  readonly file?: string;
}

/**
 * The value of every option of the table: flag, else environment, else configuration file, else default. An
 * empty variable counts as unset. Throws `UsageError`, naming the place, for a value of the wrong kind.
 */
export function resolveOptions(
  table: OptionTable,
  sources: OptionSources,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(table).map(([name, option]) => [name, resolveOption(name, option, sources)]),
  );
}

function resolveOption(name: string, option: Option, sources: OptionSources): unknown {
  const { flags } = sources;
  const given = find(name, option.onlyAsFlag ? { flags, env: {}, file: undefined } : sources);
  if (given === undefined) return option.default;
  const value = option.kind.parse(given.value);
  if (value !== undefined) return option.kind.isPath ? fromFile(value, given.file) : value;
  throw new UsageError(`${given.place} is ${shown(given.value)}; give ${option.kind.expects}.`);
}

function find(name: string, { flags, env, file }: OptionSources): Given | undefined {
  if (flags[name] !== undefined) return { value: flags[name], place: flagOf(name) };
  const variable = env[variableOf(name)];
  if (variable !== undefined && variable !== '') {
    return { value: variable, place: `${variableOf(name)} in the environment` };
  }
  const inFile = file?.values.get(fileKey(name));
  if (inFile === undefined || inFile === null) return undefined;
  return { value: inFile, place: `${fileKey(name)} in ${file?.file}`, ...(file && { file: file.file }) };
}

/** A relative path counts from the file that it stands in. */
function fromFile(path: unknown, file: string | undefined): unknown {
  if (file === undefined || typeof path !== 'string' || isPem(path) || isAbsolute(path)) return path;
  return join(dirname(file), path);
}

function shown(value: unknown): string {
  if (value === '') return 'empty';
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a mapping';
  return `the ${typeof value} ${String(value)}`;
}

/** The sentence for an option that the command cannot do without. */
export function missingOption(command: string, name: string, value: string): UsageError {
  const flag = `${flagOf(name)} ${value}`;
  return new UsageError(
    `${command} needs ${flag}; give it as a flag, as ${variableOf(name)} or as ${fileKey(name)} in the configuration file.`,
  );
}
