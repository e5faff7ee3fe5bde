import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readPrivateFile, writePrivateFile } from '../private-file.ts';
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
    read: (name) => readPrivateFile(path(name)),
    write: async (name, pem) => {
      await makePrivateFolder(folder);
      await writePrivateFile(path(name), pem);
    },
  };
}

async function makePrivateFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
  } catch (cause) {
    throw new StartError(`Cannot make ${folder}: choose a data folder that this user may write.`, { cause });
  }
}
