import { codeOf } from '../../files/reasons.ts';
import { type Reading, readNamedText } from '../files/read-named.ts';
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
  reading: Reading,
  knownKeys: () => Promise<readonly string[]>,
): Promise<ConfigFile | undefined> {
  const file = named ?? DEFAULT_CONFIG_FILE;
  const yaml = await readSource(file, reading, named !== undefined);
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

async function readSource(file: string, reading: Reading, wasNamed: boolean): Promise<string | undefined> {
  try {
    return await readNamedText(file, reading, { what: 'the configuration file' });
  } catch (error) {
    const isMissing = error instanceof UsageError && codeOf(error.cause) === 'ENOENT';
    if (isMissing && !wasNamed) return undefined;
    throw error;
  }
}

async function parseConfig(file: string, source: string): Promise<ReadonlyMap<string, unknown>> {
  const { readYaml } = await import('../../simulator/fleet-file/yaml-file.ts');
  const yaml = readYaml(source, file);
  if (typeof yaml === 'string') throw new UsageError(`${yaml}.`);
  const { content } = yaml;
  if (content === null) return new Map();
  if (typeof content !== 'object' || Array.isArray(content)) {
    throw new UsageError(`${file} does not hold settings; write one 'name: value' a line.`);
  }
  return new Map(Object.entries(content));
}
