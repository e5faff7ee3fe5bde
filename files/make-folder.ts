import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Whether there is a folder at this path, or a link to one. */
export function isFolder(path: string): boolean {
  return found(path)?.isDirectory() ?? false;
}

/**
 * Makes a folder and those above it, as far as they are missing; gives the topmost that was made. Either all of them are
 * made or none. Unlike `mkdir` with `recursive` it also ends where a file system takes no folders, as `/proc` does.
 * @param mode of each folder that is made
 * @throws the system's error
 */
export function makeFolder(folder: string, mode = 0o777): string | undefined {
  const made: string[] = [];
  try {
    for (const path of missingOf(resolve(folder))) {
      if (makeOne(path, mode)) made.push(path);
    }
  } catch (error) {
    for (const path of made.toReversed()) rmdirSync(path);
    throw error;
  }
  return made[0];
}

/** The folder and those above it that are not there, the topmost first. */
function missingOf(path: string): readonly string[] {
  if (isFolder(path)) return [];
  const missing = [path];
  for (let above = dirname(path); found(above) === undefined; above = dirname(above)) missing.push(above);
  return missing.toReversed();
}

/** False where somebody else has made it meanwhile. */
function makeOne(path: string, mode: number): boolean {
  try {
    mkdirSync(path, { mode });
    return true;
  } catch (error) {
    if (!isFolder(path)) throw error;
    return false;
  }
}

function found(path: string): ReturnType<typeof statSync> | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // what cannot be seen cannot be made either, which the one who makes it is told
    return undefined;
  }
}
