import type { Clock } from '../../../protocol/time/clock.ts';
import { pause } from '../../../protocol/time/pause.ts';
import type { Connection } from '../sqlite/connection.ts';
import {
  beyond,
  inOrder,
  isBehind,
  type Key,
  keyColumns,
  quoted,
  rowKeyOf,
  type TableShape,
  tablesOf,
} from './table-shape.ts';

/** A slice of the walk is made longer or shorter until it takes so long: nobody notices that who waits for it. */
const SLICE_MS = 10;
const FIRST_ROWS = 100;
const MOST_ROWS = 10_000;
/** Of the time, so that a big database is not all that the disk is busy with. */
const SHARE = 1 / 10;

export interface WalkOptions {
  /** Runs a slice when no write is under way. Rejects where what it reads is damaged, having noted that. */
  readonly read: <T>(perform: (connection: Connection) => Promise<T>) => Promise<T>;
  readonly clock: Clock;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/**
 * Reads every row of every table while the server serves, a little at a time: what is damaged is found before somebody asks
 * for it. Rejects at the first row that cannot be read.
 *
 * @returns whether it came to the end
 */
export async function walk({ read, clock, signal }: WalkOptions): Promise<boolean> {
  for (const shape of await read(tablesOf)) {
    let from = shape.lowestKey;
    let limit = FIRST_ROWS;
    for (;;) {
      if (signal.aborted) return false;
      const startMs = clock.monotonic();
      const keys = await read((connection) => sliceOf(connection, shape, from, limit));
      const tookMs = clock.monotonic() - startMs;
      if (keys.length < limit) break;
      from = keys.at(-1) ?? from;
      limit = Math.max(1, Math.min(MOST_ROWS, tookMs > SLICE_MS ? Math.floor(limit / 2) : limit * 2));
      await pause(clock, tookMs / SHARE, signal);
    }
  }
  return true;
}

/** The keys of some rows, all columns of which are read to their last byte. */
async function sliceOf(
  connection: Connection,
  shape: TableShape,
  from: Key,
  limit: number,
): Promise<readonly Key[]> {
  // a length alone is known from the beginning of a row
  const whole = shape.columns.map((column) => `length(${quoted(column)} || '')`).join(' + ');
  const rows = await connection.all<Record<string, string | number>>(
    `SELECT ${keyColumns(shape)}, ${whole} AS read FROM ${quoted(shape.name)}
       WHERE ${beyond(shape, '>')} ${inOrder(shape, 'ASC')} LIMIT ?`,
    ...from,
    limit,
  );
  const found = rows.map((row) => rowKeyOf(shape, row));
  const last = found.at(-1);
  if (last !== undefined && !isBehind(last, from))
    throw Object.assign(new Error(`rows of ${shape.name} are out of order`), { code: 'SQLITE_CORRUPT' });
  return found;
}
