import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../program/errors.ts';
import { suggestion } from './suggestion.ts';

export const DEFAULT_CONFIG_FILE = 'push-harness.yaml';

/** What a configuration file says: keys as in the file, values as YAML has them. */
export interface ConfigFile {
  /** As people named it. */
  readonly file: string;
  readonly values: ReadonlyMap<string, unknown>;
}

/**
 * Reads the file that was named, or `push-harness.yaml` where there is one.
 *
 * `knownKeys` is asked only when there is a file. Throws `UsageError` for a file that was named and cannot be
 * read, for text that is no YAML mapping, and for a key that no command knows.
 */
export async function readConfigFile(
  named: string | undefined,
  folder: string,
  knownKeys: () => Promise<readonly string[]>,
): Promise<ConfigFile | undefined> {
  const file = named ?? DEFAULT_CONFIG_FILE;
  const yaml = readText(file, folder, named !== undefined);
  if (yaml === undefined) return undefined;
  const values = await parseConfig(file, yaml);
  const known = await knownKeys();
  for (const key of values.keys()) {
    if (known.includes(key)) continue;
    const meant = suggestion(key, known);
    const hint = meant === undefined ? 'remove it' : `did you mean ${meant}?`;
    throw new UsageError(`Unknown key '${key}' in ${file}: ${hint}${hint.endsWith('?') ? '' : '.'}`);
  }
  return { file, values };
}

function readText(file: string, folder: string, wasNamed: boolean): string | undefined {
  try {
    return readFileSync(resolve(folder, file), 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (!wasNamed && code === 'ENOENT') return undefined;
    throw new UsageError(
      `Cannot read the configuration file ${file} (${code}); check the path and its permissions.`,
      { cause },
    );
  }
}

async function parseConfig(file: string, source: string): Promise<ReadonlyMap<string, unknown>> {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(source, { prettyErrors: true });
  const [error] = document.errors;
  if (error !== undefined) {
    const where = error.linePos?.[0];
    const line = where === undefined ? '' : ` at line ${where.line}, column ${where.col}`;
    const [reason] = error.message.split(/ at line \d|\n/);
    throw new UsageError(`${file} is not valid YAML${line}: ${reason}. Mend it and try again.`);
  }
  const content: unknown = document.toJS();
  if (content === null) return new Map();
  if (typeof content !== 'object' || Array.isArray(content)) {
    throw new UsageError(`${file} does not hold settings; write one 'name: value' a line.`);
  }
  return new Map(Object.entries(content));
}
