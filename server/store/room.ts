import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Connection } from './sqlite/connection.ts';
import { inTransaction } from './sqlite/transaction.ts';

/** Less than this on its disk, and a database that was full is still. */
const LEAST_FREE_BYTES = 256 * 1024;
/** What is stored and dropped to try: some jobs' worth. */
const TRIED_BYTES = 65_536;

const TRY = `
  CREATE TABLE room (bytes BLOB);
  INSERT INTO room VALUES (zeroblob(${TRIED_BYTES}));
  DROP TABLE room;
`;

/** Bytes that this user may still write on the disk that a file is on. */
export async function freeBytes(file: string): Promise<number> {
  const { bavail, bsize } = await statfs(dirname(file));
  return bavail * bsize;
}

/**
 * Moves what was committed from the log (`-wal`) into the database, as SQLite does by itself from time to time without
 * saying when that fails: while it does, commits still fit into the log for a while.
 *
 * @throws the error of SQLite
 */
export async function checkpoint(connection: Connection): Promise<void> {
  await connection.all('PRAGMA wal_checkpoint(PASSIVE)');
}

/** Holds that the disk of a database is not full. @throws an error with the system's code for it */
export async function assertRoom(file: string): Promise<void> {
  if (file === ':memory:' || (await freeBytes(file)) >= LEAST_FREE_BYTES) return;
  throw Object.assign(new Error(`less than ${LEAST_FREE_BYTES} bytes are free`), { code: 'ENOSPC' });
}

/** Whether there is room for more than a few bytes. @throws the error of SQLite that says that there is none */
export async function hasRoom(connection: Connection, file: string): Promise<boolean> {
  await checkpoint(connection);
  if (file !== ':memory:' && (await freeBytes(file)) < LEAST_FREE_BYTES) return false;
  await inTransaction(connection, () => connection.script(TRY));
  return true;
}
