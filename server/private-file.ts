import { chmod, open, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { makeFolder } from '../files/make-folder.ts';
import { MAX_KEY_BYTES, readText, UnreadableInput } from '../files/read-input.ts';
import { reasonOf } from '../files/reasons.ts';
import { StartError } from './start-error.ts';

/** Text that only its owner may read, or undefined where there is no such file. @throws StartError */
export async function readPrivateFile(file: string): Promise<string | undefined> {
  try {
    const text = await readText(file, { maxBytes: MAX_KEY_BYTES });
    await chmod(file, 0o600);
    return text;
  } catch (error) {
    if (error instanceof UnreadableInput && error.code === 'ENOENT') return undefined;
    throw startError(
      `Cannot read ${file}`,
      error instanceof UnreadableInput ? error.message : reasonOf(error),
      'make it a file of the user who runs the server',
      error,
    );
  }
}

/** Writes a file with mode 0600 that is there whole or not at all. @throws StartError */
export async function writePrivateFile(file: string, text: string): Promise<void> {
  const draft = `${file}.new`;
  try {
    // one that a crash left behind
    await rm(draft, { force: true });
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
    await syncFolder(dirname(file));
  } catch (error) {
    throw startError(
      `Cannot write ${basename(file)}`,
      reasonOf(error),
      `make ${dirname(file)} writable, or choose another`,
      error,
    );
  }
}

/** Makes a folder for its owner's eyes alone. @throws StartError */
export async function makePrivateFolder(folder: string): Promise<void> {
  try {
    makeFolder(folder, 0o700);
    await chmod(folder, 0o700);
  } catch (error) {
    const remedy = 'choose a data folder that this user may write';
    throw startError(`Cannot make ${folder}`, reasonOf(error), remedy, error);
  }
}

/** A file that was renamed is only there for good when its folder is on disk too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function startError(what: string, reason: string | undefined, remedy: string, cause: unknown): StartError {
  return new StartError(`${what}${reason === undefined ? '' : ` (${reason})`}: ${remedy}.`, { cause });
}
