import type { Connection } from '../sqlite/connection.ts';

/** A table as it is read row by row. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly string[];
  /** The columns by which it lies on the disk: `rowid`, or those of the primary key. */
  readonly key: readonly string[];
  /** Less than every key: 0 for a number, empty for a text. */
  readonly lowestKey: Key;
}

/** The key of a row, in the order of the columns. */
export type Key = readonly (string | number)[];

/** Every table of ours in a database, in no particular order. */
export async function tablesOf(connection: Connection): Promise<readonly TableShape[]> {
  const tables = await connection.all<{ name: string; wr: number }>(
    `SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT GLOB 'sqlite_*'`,
  );
  const shapes: TableShape[] = [];
  for (const { name, wr } of tables) {
    const columns = await connection.all<{ name: string; type: string; pk: number }>(
      'SELECT name, type, pk FROM pragma_table_info(?)',
      name,
    );
    const primary = columns.filter(({ pk }) => pk > 0).sort((one, other) => one.pk - other.pk);
    const key = wr === 0 ? [{ name: 'rowid', type: 'INTEGER' }] : primary;
    shapes.push({
      name,
      columns: columns.map((column) => column.name),
      key: key.map((column) => column.name),
      lowestKey: key.map(({ type }) => (type === 'INTEGER' ? 0 : '')),
    });
  }
  return shapes;
}

/** A name where SQL might take it for something else. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `(a, b) > (?, ?)` */
export function beyond({ key }: TableShape, direction: '>' | '<'): string {
  return `(${key.map(quoted).join(', ')}) ${direction} (${key.map(() => '?').join(', ')})`;
}

/** The order of the disk, or the reverse. */
export function inOrder({ key }: TableShape, order: 'ASC' | 'DESC'): string {
  return `ORDER BY ${key.map((column) => `${quoted(column)} ${order}`).join(', ')}`;
}

/** Whether a key lies behind another on the disk. Pages that are damaged give keys in any order. */
export function isBehind(key: Key, other: Key): boolean {
  for (const [index, part] of key.entries()) {
    const before = other[index] ?? '';
    const order =
      typeof part === 'number' && typeof before === 'number'
        ? part - before
        : Buffer.compare(Buffer.from(String(part)), Buffer.from(String(before)));
    if (order !== 0) return order > 0;
  }
  return false;
}

/** The columns of a key as `rowKeyOf` reads them. */
export function keyColumns({ key }: TableShape): string {
  return key.map((column, index) => `${quoted(column)} AS key${index}`).join(', ');
}

export function rowKeyOf({ key }: TableShape, row: Readonly<Record<string, unknown>>): Key {
  return key.map((_, index) => row[`key${index}`] as string | number);
}
