import { chmod, open, readFile, rename } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { StartError } from './start-error.ts';

/** Text that only its owner may read, or undefined where there is no such file. @throws StartError */
export async function readPrivateFile(file: string): Promise<string | undefined> {
  try {
    const text = await readFile(file, 'utf8');
    await chmod(file, 0o600);
    return text;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new StartError(`Cannot read ${file}: make it a file of the user who runs the server.`, {
      cause: error,
    });
  }
}

/** Writes a file with mode 0600 that is there whole or not at all. @throws StartError */
export async function writePrivateFile(file: string, text: string): Promise<void> {
  const draft = `${file}.new`;
  try {
    const handle = await open(draft, 'w', 0o600);
    try {
      // one that a crash left behind keeps the mode it had
      await handle.chmod(0o600);
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
    await syncFolder(dirname(file));
  } catch (error) {
    throw new StartError(
      `Cannot write ${basename(file)}: make ${dirname(file)} writable, or choose another.`,
      {
        cause: error,
      },
    );
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

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
