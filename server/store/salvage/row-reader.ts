import {
  beyond,
  inOrder,
  isBehind,
  type Key,
  keyColumns,
  quoted,
  rowKeyOf,
  type TableShape,
} from '../check/table-shape.ts';
import type { Connection, Parameter } from '../sqlite/connection.ts';
import { keysBehind } from './keys-behind.ts';

/** A row, and where it lies. */
export interface SalvagedRow {
  readonly key: Key;
  /** In the order of the table's columns. */
  readonly values: readonly Parameter[];
}

/** Takes rows that were read, each once. */
export type Take = (rows: readonly SalvagedRow[]) => Promise<void>;

/** Rows that are read at once, where nothing is damaged. An output may have 128 KB. */
const MOST_ROWS = 128;

/**
 * Reads whatever can be read of a table, around the pages that cannot be: forwards to the damage, then from a key behind it
 * that can be found backwards to the damage, and forwards again.
 */
export class RowReader {
  readonly #connection: Connection;
  readonly #shape: TableShape;
  readonly #take: Take;

  constructor(connection: Connection, shape: TableShape, take: Take) {
    this.#connection = connection;
    this.#shape = shape;
    this.#take = take;
  }

  /** Gives at how many places something could not be read; how many rows were there nobody can say. */
  async read(): Promise<number> {
    let gaps = 0;
    let from = await this.#forwards(this.#shape.lowestKey);
    while (from !== 'end') {
      gaps += 1;
      const behind = await this.#behind(from);
      await this.#backwards(behind, from);
      if (behind === undefined) break;
      from = await this.#forwards(behind);
    }
    return gaps;
  }

  /** Gives the last key that could be read, or that this was the end. */
  async #forwards(from: Key): Promise<Key | 'end'> {
    const ended = await this.#readOn('ASC', beyond(this.#shape, '>'), from);
    return ended.isEnd ? 'end' : (ended.last ?? from);
  }

  /** Reads from a key, or from the end of the table, down to the damage. */
  async #backwards(from: Key | undefined, to: Key): Promise<void> {
    const above = beyond(this.#shape, '>');
    if (from !== undefined) {
      await this.#readOn('DESC', `${beyond(this.#shape, '<')} AND ${above}`, from, to);
      return;
    }
    const last = await this.#keyOf(`${above} ${inOrder(this.#shape, 'DESC')}`, to);
    if (last === undefined) return;
    await this.#takeOne(last);
    await this.#readOn('DESC', `${beyond(this.#shape, '<')} AND ${above}`, last, to);
  }

  /** A key behind damage, whose row is taken where it can be read. */
  async #behind(from: Key): Promise<Key | undefined> {
    const where = `${beyond(this.#shape, '>')} ${inOrder(this.#shape, 'ASC')}`;
    for (const probe of [from, ...keysBehind(from)]) {
      const found = await this.#keyOf(where, probe);
      if (found === undefined || !isBehind(found, from)) continue;
      await this.#takeOne(found);
      return found;
    }
    return undefined;
  }

  /** The first key that a condition gives; undefined where there is none, and where it cannot be read. */
  async #keyOf(where: string, bound: Key): Promise<Key | undefined> {
    const { name } = this.#shape;
    const sql = `SELECT ${keyColumns(this.#shape)} FROM ${quoted(name)} WHERE ${where} LIMIT 1`;
    const row = await this.#connection
      .first<Record<string, string | number>>(sql, ...bound)
      .catch(() => undefined);
    return row && rowKeyOf(this.#shape, row);
  }

  /** The row of a key, where more of it can be read than its key. */
  async #takeOne(key: Key): Promise<void> {
    const is = `(${this.#shape.key.map(quoted).join(', ')}) = (${key.map(() => '?').join(', ')})`;
    const rows = await this.#rows(`${is} LIMIT 1`, key).catch(() => []);
    if (rows.length > 0) await this.#take(rows);
  }

  /** Reads on in one direction until there is no more or it cannot be read. `bound` begins with the key to read on from. */
  async #readOn(order: 'ASC' | 'DESC', where: string, from: Key, ...bounds: readonly Key[]) {
    let last: Key | undefined;
    let limit = MOST_ROWS;
    for (;;) {
      const bound = [...(last ?? from), ...bounds.flat()];
      let rows: readonly SalvagedRow[];
      try {
        rows = await this.#rows(`${where} ${inOrder(this.#shape, order)} LIMIT ${limit}`, bound);
      } catch {
        if (limit === 1) return { last, isEnd: false };
        limit = Math.ceil(limit / 4);
        continue;
      }
      const next = rows.at(-1)?.key;
      const isInOrder = next === undefined || (order === 'ASC') === isBehind(next, last ?? from);
      if (!isInOrder) return { last, isEnd: false };
      if (rows.length > 0) await this.#take(rows);
      last = next ?? last;
      if (rows.length < limit) return { last, isEnd: true };
    }
  }

  async #rows(where: string, bound: Key): Promise<readonly SalvagedRow[]> {
    const { name, columns } = this.#shape;
    const values = columns.map((column, index) => `${quoted(column)} AS value${index}`);
    const rows = await this.#connection.all<Record<string, Parameter>>(
      `SELECT ${keyColumns(this.#shape)}, ${values.join(', ')} FROM ${quoted(name)} WHERE ${where}`,
      ...bound,
    );
    return rows.map((row) => ({
      key: rowKeyOf(this.#shape, row),
      values: columns.map((_, index) => row[`value${index}`] ?? null),
    }));
  }
}
