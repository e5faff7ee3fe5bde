import { stat } from 'node:fs/promises';
import { lockDatabase, storeErrorOf } from '../database-file.ts';
import { schemaVersion } from '../migrate.ts';
import { DamageError, SALVAGE_REMEDY, StoreError } from '../store-error.ts';
import { check } from './checks.ts';
import { leaveMark } from './last-end.ts';
import { quoted, tablesOf } from './table-shape.ts';

/** What a look at the whole of a database has found. */
export interface DatabaseCheck {
  /** Empty for a sound one. */
  readonly problems: readonly string[];
  /** The last transaction of its log cannot be read, as after a power cut, and is left out. */
  readonly isTorn: boolean;
  /** Rows of a sound database by table. */
  readonly rows: Readonly<Record<string, number>>;
}

/**
 * Looks at every page, row, index and reference of a database that no server has open. One that was not left well has its log
 * moved into it, as by any start; one that is sound is marked so, and the next start need not look.
 *
 * @throws StoreError for one that is not there, is in use or of a newer version; damage is found, and not thrown
 */
export async function checkDatabase(file: string): Promise<DatabaseCheck> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) throw new StoreError(file, 'is not there: name the data folder of a server.');
  try {
    return await checkLocked(file);
  } catch (error) {
    const storeError = storeErrorOf(file, error);
    if (!(storeError instanceof DamageError)) throw storeError;
    return { problems: [storeError.message.replace(SALVAGE_REMEDY, '').trim()], isTorn: false, rows: {} };
  }
}

async function checkLocked(file: string): Promise<DatabaseCheck> {
  const { connection, end } = await lockDatabase(file);
  const rows: Record<string, number> = {};
  let problems: readonly string[] = [];
  try {
    // without a version it has no tables yet: its first start found no room
    if ((await schemaVersion(connection, file)) > 0) problems = (await check(connection)).problems;
    if (problems.length > 0) return { problems, isTorn: end.isTorn, rows };
    for (const { name } of await tablesOf(connection)) {
      const row = await connection.first<{ count: number }>(`SELECT count(*) AS count FROM ${quoted(name)}`);
      rows[name] = row?.count ?? 0;
    }
  } finally {
    await connection.close();
  }
  await leaveMark(file);
  return { problems, isTorn: end.isTorn, rows };
}
