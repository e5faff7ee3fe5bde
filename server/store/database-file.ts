import { chmod, open } from 'node:fs/promises';
import { type Connection, connect, sqliteCode } from '../../sqlite/connection.ts';
import { StoreError } from './store-error.ts';

/** How long to wait for an earlier server that is just letting go of the file. */
const BUSY_MS = 1_000;

/** Keeps a second server off, which would take this one's jobs for crashed. Changes nothing in the file. */
const LOCK = `
  PRAGMA busy_timeout = ${BUSY_MS};
  PRAGMA locking_mode = EXCLUSIVE;
  BEGIN IMMEDIATE; COMMIT;
`;

/** Every commit is flushed to the disk, and references hold. */
const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON;
`;

const PROBLEMS: Readonly<Record<string, string>> = {
  SQLITE_NOTADB: 'is not a database: move the file away, or choose another data folder.',
  SQLITE_CORRUPT: 'is damaged: move the file away, or put a sound copy in its place.',
  SQLITE_BUSY: 'is in use by another process: stop the other server, or choose another data folder.',
  SQLITE_CANTOPEN: 'cannot be opened: name a file that this user may read and write.',
  SQLITE_READONLY: 'cannot be written: name a file that this user may read and write.',
  ENOENT: 'cannot be made: its folder does not exist.',
  EACCES: 'cannot be opened: name a file that this user may read and write.',
  EISDIR: 'is a folder: name a file.',
};

/**
 * Opens a database for this process alone, without changing one that is there; `:memory:` gives one that dies
 * with the connection.
 *
 * @throws StoreError
 */
export async function lockDatabase(file: string): Promise<Connection> {
  try {
    if (file !== ':memory:') await makePrivate(file);
    const connection = await connect(file);
    try {
      await connection.script(LOCK);
      return connection;
    } catch (error) {
      await connection.close();
      throw error;
    }
  } catch (error) {
    throw storeErrorOf(file, error);
  }
}

/** Makes a database that is known to be ours ready for work. */
export async function prepareDatabase(connection: Connection, file: string): Promise<void> {
  if (file !== ':memory:') await chmod(file, 0o600);
  await connection.script(SETTINGS);
}

/** What went wrong with the file, in words for its owner. */
export function storeErrorOf(file: string, error: unknown): StoreError {
  return error instanceof StoreError ? error : new StoreError(file, problemOf(error), { cause: error });
}

/** The files beside it (`-wal`, `-shm`) take their mode from the database, so it is made before SQLite would. */
async function makePrivate(file: string): Promise<void> {
  const handle = await open(file, 'a', 0o600);
  await handle.close();
}

function problemOf(error: unknown): string {
  const code = sqliteCode(error) ?? '';
  return PROBLEMS[code] ?? `cannot be used: ${error instanceof Error ? error.message : String(error)}`;
}
