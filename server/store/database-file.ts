import { chmod, open as openFile, stat } from 'node:fs/promises';
import { type LastEnd, lastEnd } from './check/last-end.ts';
import { type Connection, connect, sqliteCode } from './sqlite/connection.ts';
import { DamageError, SALVAGE_REMEDY, StoreError } from './store-error.ts';

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

/** What SQLite keeps beside a database, and opens with it. */
const FILES_BESIDE: readonly string[] = ['-journal', '-wal', '-shm'];

const OWN_FILE = 'cannot be opened: name a file that this user may read and write.';
const READ_ONLY = 'cannot be written: name a file that this user may read and write.';
const NO_SPACE = 'cannot be written, no space is left: make room there, or choose another data folder.';
const DISK_FAILS = 'cannot be read or written, the disk fails: mend it, or choose another data folder.';
const TOO_MANY_FILES = 'cannot be opened, too many files are open: raise the limit (ulimit -n).';
const NO_FOLDER = 'cannot be made: a file stands in the place of its folder.';

/** By the code of SQLite or of the system. */
const PROBLEMS: Readonly<Record<string, string>> = {
  SQLITE_NOTADB:
    'is not a database: move the file away, or choose another data folder; if it was one, its beginning is damaged, and ' +
    'push-harness check-data --salvage FOLDER saves what can be read.',
  SQLITE_CORRUPT: `is damaged: ${SALVAGE_REMEDY}`,
  // what is asked of it is always the same, and right: its schema is not
  SQLITE_ERROR: `is damaged: ${SALVAGE_REMEDY}`,
  SQLITE_BUSY: 'is in use by another process: stop the other server, or choose another data folder.',
  SQLITE_LOCKED: 'is in use by another process: stop the other server, or choose another data folder.',
  SQLITE_CANTOPEN: OWN_FILE,
  SQLITE_PERM: OWN_FILE,
  SQLITE_AUTH: OWN_FILE,
  SQLITE_READONLY: READ_ONLY,
  SQLITE_FULL: NO_SPACE,
  SQLITE_IOERR: DISK_FAILS,
  SQLITE_NOMEM: 'cannot be opened, no memory is left: make room for it.',
  ENOENT: 'cannot be made: its folder does not exist.',
  ENOTDIR: NO_FOLDER,
  EACCES: OWN_FILE,
  EPERM: OWN_FILE,
  EROFS: 'cannot be written, its file system is read-only: choose another data folder.',
  ENOSPC: NO_SPACE,
  EDQUOT: NO_SPACE,
  EIO: DISK_FAILS,
  EMFILE: TOO_MANY_FILES,
  ENFILE: TOO_MANY_FILES,
  EISDIR: 'is a folder: name a file.',
};

/** A database that no other process can open meanwhile. */
export interface LockedDatabase {
  readonly connection: Connection;
  readonly end: LastEnd;
}

/** Codes of a database that is damaged, or never was one. */
const DAMAGE: readonly (string | undefined)[] = ['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_ERROR'];

/**
 * Opens a database for this process alone, without changing one that is there; `:memory:` gives one that dies
 * with the connection.
 *
 * @throws StoreError
 */
export async function lockDatabase(file: string, open = connect): Promise<LockedDatabase> {
  try {
    let end: LastEnd = { isClean: true, isTorn: false };
    if (file !== ':memory:') {
      await assertFiles(file);
      end = await lastEnd(file, () => isInUse(file));
      await makePrivate(file);
    }
    const connection = await open(file);
    try {
      await connection.script(LOCK);
      return { connection, end };
    } catch (error) {
      await connection.close();
      throw error;
    }
  } catch (error) {
    throw storeErrorOf(file, error);
  }
}

/** Whether another process has it open. Reads nothing, and so leaves its log as it is. */
export async function isInUse(file: string): Promise<boolean> {
  const connection = await connect(file, 'read').catch(() => undefined);
  if (connection === undefined) return false;
  try {
    await connection.script('PRAGMA locking_mode = EXCLUSIVE; SELECT count(*) FROM sqlite_schema');
    return false;
  } catch (error) {
    // without the right to write no lock can be had that would open the log
    return sqliteCode(error) === 'SQLITE_BUSY';
  } finally {
    await connection.close();
  }
}

/** Makes a database that is known to be ours ready for work. */
export async function prepareDatabase(connection: Connection, file: string): Promise<void> {
  if (file !== ':memory:') await chmod(file, 0o600);
  await connection.script(SETTINGS);
}

/** What went wrong with the file, in words for its owner. */
export function storeErrorOf(file: string, error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const kind = DAMAGE.includes(sqliteCode(error)) ? DamageError : StoreError;
  return new kind(file, problemOf(error), { cause: error });
}

/** Whoever opens a pipe waits for its other end, be it for ever. @throws StoreError for one, and for a device */
async function assertFiles(file: string): Promise<void> {
  for (const beside of ['', ...FILES_BESIDE]) {
    const found = await stat(`${file}${beside}`).catch(ifMissing);
    if (found === undefined || found.isFile() || found.isDirectory()) continue;
    const what = beside === '' ? 'is' : `has beside it ${file}${beside}, which is`;
    throw new StoreError(file, `${what} a pipe or a device: move it away, or choose another data folder.`);
  }
}

/** What is not there will be made. */
function ifMissing(error: unknown): undefined {
  if (sqliteCode(error) !== 'ENOENT') throw error;
}

/** The files beside it (`-wal`, `-shm`) take their mode from the database, so it is made before SQLite would. */
async function makePrivate(file: string): Promise<void> {
  const handle = await openFile(file, 'a', 0o600);
  await handle.close();
}

function problemOf(error: unknown): string {
  const code = sqliteCode(error) ?? '';
  return PROBLEMS[code] ?? `cannot be used: ${error instanceof Error ? error.message : String(error)}`;
}
