import type { Connection } from './connection.ts';

/** Runs the body in one transaction: all of it is stored when this resolves, nothing when it rejects. */
export async function inTransaction<T>(connection: Connection, body: () => Promise<T>): Promise<T> {
  await connection.run('BEGIN IMMEDIATE');
  try {
    const result = await body();
    await connection.run('COMMIT');
    return result;
  } catch (error) {
    await rollBack(connection);
    throw error;
  }
}

async function rollBack(connection: Connection): Promise<void> {
  try {
    await connection.run('ROLLBACK');
  } catch {
    // After a full disk or an I/O error SQLite has rolled back by itself, and there is nothing left to undo.
  }
}
