import { open } from 'node:fs/promises';
import { type TableShape, tablesOf } from '../check/table-shape.ts';
import { migrate } from '../migrate.ts';
import type { Migration } from '../migrations/migration.ts';
import { type Connection, connect } from '../sqlite/connection.ts';

const HEADER_BYTES = 100;

/**
 * Opens a working copy whose schema may be damaged. Databases that were made by the same version have their tables at the same
 * places: where this one does not know its tables any more, it gets the schema of a new one.
 *
 * @param template where a new database may be made for that; it is left there
 */
export async function openDamaged(
  copy: string,
  shapes: readonly TableShape[],
  migrations: readonly Migration[],
  template: string,
): Promise<Connection> {
  const connection = await connect(copy);
  if (await knows(connection, shapes)) return connection;
  await connection.close();
  await takeSchema(copy, migrations, template);
  return connect(copy);
}

async function knows(connection: Connection, shapes: readonly TableShape[]): Promise<boolean> {
  try {
    const found = await tablesOf(connection);
    return shapes.every(({ name, columns }) => {
      const same = found.find((shape) => shape.name === name);
      return same !== undefined && String(same.columns) === String(columns);
    });
  } catch {
    return false; // its schema cannot be read
  }
}

async function takeSchema(copy: string, migrations: readonly Migration[], template: string): Promise<void> {
  const fresh = await connect(template);
  await migrate(fresh, 0, migrations);
  const pages = await fresh.all<{ page: number; bytes: number }>(
    `SELECT pageno AS page, pgsize AS bytes FROM dbstat WHERE name = 'sqlite_schema'`,
  );
  await fresh.close();
  const [from, to] = [await open(template, 'r'), await open(copy, 'r+')];
  try {
    for (const { page, bytes } of pages) {
      const content = Buffer.alloc(bytes);
      const at = (page - 1) * bytes;
      await from.read(content, 0, bytes, at);
      const skipped = page === 1 ? HEADER_BYTES : 0;
      await to.write(content, skipped, bytes - skipped, at + skipped);
    }
  } finally {
    await Promise.all([from.close(), to.close()]);
  }
}
