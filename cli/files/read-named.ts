import { resolve } from 'node:path';
import { MAX_SETTINGS_BYTES, readInput, UnreadableInput } from '../../files/read-input.ts';
import type { Surroundings } from '../program/command.ts';
import { UsageError } from '../program/errors.ts';

/** Where relative paths start, and what ends the wait for a pipe. */
export type Reading = Pick<Surroundings, 'folder' | 'signal'>;

export interface NamedFile {
  /** What it is, as in `the configuration file`. */
  readonly what: string;
  /** How messages name it. Default: as it was named. */
  readonly shownAs?: string;
  /** Completes the sentence. Default: `check the path and its permissions`. */
  readonly remedy?: string;
  /** Default: what settings may have. */
  readonly maxBytes?: number;
}

/**
 * A file that the user has named, whole.
 * @throws UsageError, `Cannot read the key mine.pem (ENOENT: there is no such file); check the path and its permissions.`
 */
export async function readNamed(
  name: string,
  { folder, signal }: Reading,
  {
    what,
    shownAs = name,
    remedy = 'check the path and its permissions',
    maxBytes = MAX_SETTINGS_BYTES,
  }: NamedFile,
): Promise<Buffer> {
  try {
    return await readInput(resolve(folder, name), { maxBytes, signal });
  } catch (cause) {
    if (!(cause instanceof UnreadableInput)) throw cause;
    throw new UsageError(`Cannot read ${what} ${shownAs} (${cause.message}); ${remedy}.`, { cause });
  }
}

/** The same as text. @throws UsageError */
export async function readNamedText(name: string, reading: Reading, file: NamedFile): Promise<string> {
  return (await readNamed(name, reading, file)).toString('utf8');
}
