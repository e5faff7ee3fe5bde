import { WRONG_ROWS } from '../check/checks.ts';
import { quoted, type TableShape } from '../check/table-shape.ts';
import type { Connection, Parameter } from '../sqlite/connection.ts';
import { inTransaction } from '../sqlite/transaction.ts';
import { RowReader, type SalvagedRow } from './row-reader.ts';

/** What was saved of one table. */
export interface SavedTable {
  readonly name: string;
  readonly rows: number;
  /** Places where something could not be read; how many rows were there nobody can say. */
  readonly gaps: number;
  /** Rows that could be read and are of no use: with values that no server writes, or of something that is lost. */
  readonly unusable: number;
}

/** Copies the rows of a table that can be read into the same table of another database. */
export async function saveTable(
  damaged: Connection,
  saved: Connection,
  shape: TableShape,
): Promise<SavedTable> {
  const { name, columns } = shape;
  const sql = `INSERT OR IGNORE INTO ${quoted(name)} (${columns.map(quoted).join(', ')})
    VALUES (${columns.map(() => '?').join(', ')})`;
  let unusable = 0;
  const insert = ({ values }: SalvagedRow) => saved.run(sql, ...values);
  const take = async (rows: readonly SalvagedRow[]) => {
    try {
      await inTransaction(saved, async () => {
        for (const row of rows) await insert(row);
      });
    } catch {
      // one of them at least has a value of the wrong type
      for (const row of rows) await insert(row).catch(() => (unusable += 1));
    }
  };
  const gaps = await new RowReader(damaged, shape, take).read();
  for (const [table, isWrong] of WRONG_ROWS)
    if (table === name) unusable += await saved.run(`DELETE FROM ${quoted(name)} WHERE ${isWrong}`);
  return { name, rows: await countOf(saved, name), gaps, unusable };
}

/** Rows that belong to what is lost go too, as they would have with it. */
export async function withoutOrphans(
  saved: Connection,
  tables: readonly SavedTable[],
): Promise<readonly SavedTable[]> {
  const orphans = new Map<string, number>();
  // who loses its parent may be a parent itself
  for (let removed = 1; removed > 0; ) {
    removed = 0;
    for (const { name } of tables) {
      const gone = await removeOrphans(saved, name);
      removed += gone;
      orphans.set(name, (orphans.get(name) ?? 0) + gone);
    }
  }
  return tables.map((table) => {
    const gone = orphans.get(table.name) ?? 0;
    return { ...table, rows: table.rows - gone, unusable: table.unusable + gone };
  });
}

interface Reference {
  readonly id: number;
  readonly table: string;
  readonly from: string;
  readonly to: string | null;
}

async function removeOrphans(saved: Connection, name: string): Promise<number> {
  const references = await saved.all<Reference>(
    'SELECT id, "table", "from", "to" FROM pragma_foreign_key_list(?) ORDER BY id, seq',
    name,
  );
  let removed = 0;
  for (const id of new Set(references.map((reference) => reference.id))) {
    const columns = references.filter((reference) => reference.id === id);
    const parent = columns[0]?.table ?? '';
    // without a name it is the primary key
    const keys = await saved.names('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk', parent);
    const isParent = columns.map(
      ({ from, to }, index) =>
        `${quoted(parent)}.${quoted(to ?? keys[index] ?? '')} = ${quoted(name)}.${quoted(from)}`,
    );
    const inParent = `SELECT 1 FROM ${quoted(parent)} WHERE ${isParent.join(' AND ')}`;
    removed += await saved.run(`DELETE FROM ${quoted(name)} WHERE NOT EXISTS (${inParent})`);
  }
  return removed;
}

async function countOf(connection: Connection, name: string): Promise<number> {
  const row = await connection.first<{ count: Parameter }>(`SELECT count(*) AS count FROM ${quoted(name)}`);
  return Number(row?.count ?? 0);
}
