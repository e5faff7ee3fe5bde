import { open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { sqliteCode } from '../sqlite/connection.ts';
import { readLog } from '../sqlite/log.ts';
import { DamageError, SALVAGE_REMEDY } from '../store-error.ts';

/** What is beside a database that ended well, for its next start. */
interface Mark {
  readonly bytes: number;
  /** Nanoseconds since the Unix epoch, which no number holds. */
  readonly changedNs: string;
}

/** What every database begins with. */
export const MAGIC = 'SQLite format 3\0';
/** Of whatever size pages are, a database has a multiple of it. */
const SMALLEST_PAGE = 512;

const markOf = (file: string): string => `${file}-end`;

/** How a server that had the database before has ended: only what it left well needs no look. */
export interface LastEnd {
  readonly isClean: boolean;
  /** The last transaction of the log cannot be read, as after a power cut. */
  readonly isTorn: boolean;
}

/**
 * Looks at what was left, without opening the database: SQLite would take from the log what it can read, and remove it.
 *
 * @param inUse whether another process has it, whose log is about to change
 * @throws DamageError for a log that is damaged, and for a database that was emptied or removed
 */
export async function lastEnd(file: string, inUse: () => Promise<boolean>): Promise<LastEnd> {
  const [mark, found, log] = await Promise.all([readMark(file), markNow(file), readLog(`${file}-wal`)]);
  const isEmpty = found === undefined || found.bytes === 0;
  const isCut =
    log.state === 'empty' && (found?.bytes ?? 0) % SMALLEST_PAGE !== 0 && (await beginsAsDatabase(file));
  const isLost = isEmpty && (mark !== undefined || log.state !== 'empty');
  if ((isLost || isCut || log.state === 'damaged') && !(await inUse())) {
    if (isCut) throw new DamageError(file, `ends in the middle of a page: ${SALVAGE_REMEDY}`);
    if (isLost) {
      const what = found === undefined ? 'was removed' : 'was emptied';
      const toBeginAnew = mark === undefined ? `${file}-wal` : markOf(file);
      throw new DamageError(
        file,
        `${what}: put a sound copy in its place, or remove ${toBeginAnew} to begin anew.`,
      );
    }
    throw new DamageError(
      file,
      `has a damaged log, ${file}-wal, and what was stored last would be lost: ${SALVAGE_REMEDY}`,
    );
  }
  const isSame = mark?.bytes === found?.bytes && mark?.changedNs === found?.changedNs;
  const isNew = isEmpty && log.state === 'empty';
  return {
    isClean: isNew || (mark !== undefined && isSame && log.state === 'empty'),
    isTorn: log.state === 'torn',
  };
}

async function beginsAsDatabase(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { buffer } = await handle.read(Buffer.alloc(MAGIC.length), 0, MAGIC.length, 0);
    return buffer.toString('latin1') === MAGIC;
  } finally {
    await handle.close();
  }
}

/** From now on the database changes: who dies leaves no mark. */
export async function removeMark(file: string): Promise<void> {
  await rm(markOf(file), { force: true });
}

/** The database was closed, and is whole. Where the mark cannot be left the next start looks. */
export async function leaveMark(file: string): Promise<void> {
  const mark = await markNow(file).catch(() => undefined);
  if (mark === undefined) return;
  await writeFile(markOf(file), `${JSON.stringify(mark)}\n`, { mode: 0o600 }).catch(() => {});
}

async function markNow(file: string): Promise<Mark | undefined> {
  try {
    const { size, mtimeNs } = await stat(file, { bigint: true });
    return { bytes: Number(size), changedNs: String(mtimeNs) };
  } catch (error) {
    if (sqliteCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Undefined where there is none; one that was cut short is of no database. */
async function readMark(file: string): Promise<Mark | undefined> {
  let text: string;
  try {
    text = await readFile(markOf(file), 'utf8');
  } catch (error) {
    if (sqliteCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { bytes, changedNs } = Object(JSON.parse(text));
    if (typeof bytes === 'number' && typeof changedNs === 'string') return { bytes, changedNs };
  } catch {
    // as below
  }
  return { bytes: -1, changedNs: '' };
}
