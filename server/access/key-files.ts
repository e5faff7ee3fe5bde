import { join } from 'node:path';
import { makePrivateFolder, readPrivateFile, writePrivateFile } from '../private-file.ts';

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
