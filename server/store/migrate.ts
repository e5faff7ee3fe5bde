import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import type { Connection } from './sqlite/connection.ts';
import { inTransaction } from './sqlite/transaction.ts';
import { StoreError } from './store-error.ts';

/** Stands in the header of every database of ours: the letters `PJHs`. */
const APPLICATION_ID = 0x504a4873;

/**
 * The version of the schema; 0 for a new database. Changes nothing.
 *
 * @throws StoreError for a database of a newer version, of a version that there is not, and of another program.
 */
export async function schemaVersion(
  connection: Connection,
  file: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<number> {
  const header = await connection.first<{ application: number; version: number; tables: number }>(
    `SELECT application_id AS application, user_version AS version, (SELECT count(*) FROM sqlite_schema) AS tables
       FROM pragma_application_id, pragma_user_version`,
  );
  if (header === undefined) throw new Error(`${file}: SQLite gives no header`);
  const isNew = header.application === 0 && header.tables === 0 && header.version === 0;
  if (isNew) return 0;
  if (header.application !== APPLICATION_ID) {
    throw new StoreError(file, 'belongs to another program: choose another data folder.');
  }
  if (header.version < 1) {
    throw new StoreError(
      file,
      `has version ${header.version}, which no server gives: it is damaged. Put a sound copy in its place, ` +
        'or choose another data folder.',
    );
  }
  const newest = newestOf(migrations);
  if (header.version > newest) {
    throw new StoreError(
      file,
      `has version ${header.version}, but this server knows versions up to ${newest} only: ` +
        'start the newer server that made it, or choose another data folder.',
    );
  }
  return header.version;
}

/** Brings the schema to the newest version, in one transaction: a crash leaves the old version whole. */
export async function migrate(
  connection: Connection,
  presentVersion: number,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  const due = migrations.filter((migration) => migration.version > presentVersion);
  if (due.length === 0) return;
  await inTransaction(connection, async () => {
    for (const migration of due) await connection.script(migration.sql);
    await connection.script(
      `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${newestOf(migrations)}`,
    );
  });
}

function newestOf(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}
