import { join } from 'node:path';
import { makeFolder } from '../files/make-folder.ts';
import { reasonOf } from '../files/reasons.ts';
import { StartError } from './start-error.ts';

/** What the files of the database begin with: SQLite keeps more beside it. */
export const DATABASE = 'push-jobs.sqlite';

/** The database of a data folder, which is made for its owner alone where it does not exist. @throws StartError */
export async function databaseIn(folder: string | undefined): Promise<string> {
  if (folder === undefined) return ':memory:';
  try {
    makeFolder(folder, 0o700);
  } catch (cause) {
    throw new StartError(
      `Data folder ${folder} cannot be made (${reasonOf(cause) ?? 'nothing can be made there'}): choose one that this user may write.`,
      { cause },
    );
  }
  return databasePath(folder);
}

/** Where the database of a data folder is, or will be. */
export function databasePath(folder: string): string {
  return join(folder, DATABASE);
}
