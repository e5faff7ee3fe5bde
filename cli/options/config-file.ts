import { codeOf } from '../../files/reasons.ts';
import { type Reading, readNamedText } from '../files/read-named.ts';
import { UsageError } from '../program/errors.ts';

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
 * @param knownKeys asked only when there is a file
 * @throws UsageError for a file that was named and cannot be read; SettingsFileError for what stands in it
 */
export async function readConfigFile(
  named: string | undefined,
  reading: Reading,
  knownKeys: () => Promise<readonly string[]>,
): Promise<ConfigFile | undefined> {
  const file = named ?? DEFAULT_CONFIG_FILE;
  const yaml = await readSource(file, reading, named !== undefined);
  if (yaml === undefined) return undefined;
  // what it needs takes time to load, and most commands are run where there is no such file
  const { configValues } = await import('./config-values.ts');
  return { file, values: configValues(yaml, file, await knownKeys()) };
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
