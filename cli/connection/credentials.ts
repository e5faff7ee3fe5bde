import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { isPem } from '../../protocol/signing/pem.ts';
import { homePath } from '../files/home-path.ts';
import { type Reading, readNamedText } from '../files/read-named.ts';
import { UsageError } from '../program/errors.ts';
import type { KnifeSettings } from './knife-config.ts';

/** Where Chef's tools keep who asks which server: TOML, a table for each profile. */
export const CREDENTIALS_FILE = join(homedir(), '.chef', 'credentials');

/**
 * What a profile of the credentials says. `client_name` and `node_name` are one; `client_key` is a file, or PEM text.
 * @throws UsageError for a file that cannot be read, and where it has no such profile
 */
export async function profileSettings(
  profile: string,
  reading: Reading,
  file = CREDENTIALS_FILE,
): Promise<KnifeSettings> {
  const text = await readNamedText(file, reading, { what: 'the credentials' });
  const { parse } = await import('smol-toml');
  const profiles = parsed(() => parse(text), file);
  const found = Object.hasOwn(profiles, profile) ? profiles[profile] : undefined;
  if (typeof found !== 'object' || found === null)
    throw new UsageError(
      `${file} has no profile ${profile}; it has ${Object.keys(profiles).join(', ') || 'none'}.`,
    );
  const say = new Map(Object.entries(found));
  const textOf = (...names: readonly string[]): string | undefined =>
    names.map((name) => say.get(name)).find((value) => typeof value === 'string');
  const [server, user, key] = [
    textOf('chef_server_url'),
    textOf('client_name', 'node_name'),
    textOf('client_key'),
  ];
  return {
    ...(server !== undefined && { server }),
    ...(user !== undefined && { user }),
    ...(key !== undefined && {
      key: isPem(key) ? key : resolve(dirname(file), homePath(key)),
    }),
  };
}

function parsed<T>(parse: () => T, file: string): T {
  try {
    return parse();
  } catch (cause) {
    // its first line says what is wrong; the others show the text, which may be a key
    const [why] = String((cause as Error).message).split('\n');
    throw new UsageError(`Cannot read the credentials ${file}: ${why}.`, { cause });
  }
}
