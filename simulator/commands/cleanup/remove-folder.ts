import { chmod, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const OWN_FOLDER = 0o700;
/** Something may be written into a folder just when it is removed. */
const RETRIES = 3;

/** Removes a folder with all that is in it, folders that a command has closed to us, too. It may be missing. */
export async function removeFolder(folder: string): Promise<void> {
  const options = { recursive: true, force: true, maxRetries: RETRIES };
  try {
    await rm(folder, options);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EACCES')) throw error;
    await open(folder);
    await rm(folder, options);
  }
}

/** Gives us back the folders of ours that are closed to us, from the top down. */
async function open(folder: string): Promise<void> {
  await chmod(folder, OWN_FOLDER);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await open(join(folder, entry.name));
  }
}
