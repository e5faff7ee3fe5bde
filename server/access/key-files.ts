import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StartError } from '../start-error.ts';

/** Private keys of the principals that the server makes for itself, by name. */
export interface KeyFiles {
  /** Where the key is or would be; undefined where keys stay in memory. */
  path(name: string): string | undefined;
  read(name: string): Promise<string | undefined>;
  /** The key is there whole, or not at all. */
  write(name: string, pem: string): Promise<void>;
}

export function keysInMemory(): KeyFiles {
  const keys = new Map<string, string>();
  return {
    path: () => undefined,
    read: async (name) => keys.get(name),
    write: async (name, pem) => {
      keys.set(name, pem);
    },
  };
}

/** `FOLDER/NAME.pem`, for the owner's eyes only: the folder has mode 0700, the files 0600. */
export function keysInFolder(folder: string): KeyFiles {
  const path = (name: string) => join(folder, `${name}.pem`);
  return {
    path,
    read: (name) => readIfThere(path(name)),
    write: async (name, pem) => {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await chmod(folder, 0o700);
        await writeWhole(path(name), pem);
      } catch (cause) {
        throw new StartError(
          `Key file ${path(name)} cannot be written: choose a data folder that this user may write.`,
          { cause },
        );
      }
    },
  };
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw new StartError(`Key file ${file} cannot be read: make it readable for this user.`, { cause });
  }
}

async function writeWhole(file: string, text: string): Promise<void> {
  const unfinished = `${file}.new`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    // One that a crash left behind keeps the mode it had.
    await handle.chmod(0o600);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
  const folder = await open(dirname(file));
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
