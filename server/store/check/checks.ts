import { PHASE } from '../../job/job-node-phase.ts';
import { type Connection, sqliteCode } from '../sqlite/connection.ts';
import { DamageError, SALVAGE_REMEDY } from '../store-error.ts';

/** Of each check, the most problems that are told. */
const MOST_PROBLEMS = 20;

/** What is wrong with a database, in SQLite's words or ours. */
export interface CheckResult {
  readonly problems: readonly string[];
  /** Whether everything was looked at. */
  readonly isWhole: boolean;
}

type Check = (connection: Connection) => Promise<readonly string[]>;

const texts = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
const JOB_STATUSES = [
  'new',
  'voting',
  'running',
  'complete',
  'quorum_failed',
  'timed_out',
  'aborted',
  'crashed',
];

/** Rows that no server has written, though SQLite can read them: table, and what is true of such a row. */
export const WRONG_ROWS: readonly (readonly [table: string, isWrong: string])[] = [
  ['jobs', `status NOT IN (${texts(JOB_STATUSES)}) OR (env IS NOT NULL AND NOT json_valid(env))`],
  ['job_nodes', `status NOT IN (${texts(Object.keys(PHASE))})`],
  ['nodes', `status NOT IN ('up', 'down')`],
];

/** From the quickest to the longest; each finds what those before do not. */
const CHECKS: readonly Check[] = [
  pragma('quick_check'),
  async (connection) => {
    const problems: string[] = [];
    for (const [table, isWrong] of WRONG_ROWS) {
      const row = await connection.first<{ count: number }>(
        `SELECT count(*) AS count FROM ${table} WHERE ${isWrong}`,
      );
      const count = row?.count ?? 0;
      if (count > 0) problems.push(`${count} rows of ${table} have a value that no server writes`);
    }
    return problems;
  },
  pragma('integrity_check'),
  async (connection) => {
    const rows = await connection.all<{ table: string; parent: string; count: number }>(
      'SELECT "table", parent, count(*) AS count FROM pragma_foreign_key_check GROUP BY "table", parent',
    );
    return rows.map(
      ({ table, parent, count }) =>
        `${count} rows of ${table} belong to rows of ${parent} that are not there`,
    );
  },
];

/**
 * Looks for damage in a database of the newest version that nobody else uses meanwhile.
 *
 * @param limitMs the longest that it may take; without it everything is looked at
 * @throws what is neither damage nor the end of the time
 */
export async function check(connection: Connection, limitMs?: number): Promise<CheckResult> {
  const limit = new Limit(connection, limitMs);
  try {
    for (const one of CHECKS) {
      if (limit.isOver) return { problems: [], isWhole: false };
      const problems = await one(connection);
      if (problems.length > 0) return { problems, isWhole: true };
    }
    return { problems: [], isWhole: true };
  } catch (error) {
    const code = sqliteCode(error);
    if (code === 'SQLITE_INTERRUPT') return { problems: [], isWhole: false };
    if (!isDamage(code)) throw error;
    return { problems: [String(error instanceof Error ? error.message : error)], isWhole: true };
  } finally {
    limit.cancel();
  }
}

/**
 * Holds that a database is sound. Gives whether there was time for everything.
 *
 * @throws DamageError
 */
export async function assertSound(connection: Connection, file: string, limitMs: number): Promise<boolean> {
  const { problems, isWhole } = await check(connection, limitMs);
  const [problem] = problems;
  if (problem !== undefined)
    throw new DamageError(file, `is damaged (${problem.split('\n')[0]}): ${SALVAGE_REMEDY}`);
  return isWhole;
}

/** Damage to the schema is an ordinary error to SQLite: a table that is not there, a statement that cannot be read. */
function isDamage(code: string | undefined): boolean {
  return code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB' || code === 'SQLITE_ERROR';
}

function pragma(name: 'quick_check' | 'integrity_check'): Check {
  return async (connection) => {
    const rows = await connection.all<Record<string, string>>(`PRAGMA ${name}(${MOST_PROBLEMS})`);
    return rows
      .map((row) => String(row[name]).replace('*** in database main ***\n', ''))
      .filter((row) => row !== 'ok');
  };
}

/** Interrupts what is running when the time is over. */
class Limit {
  isOver = false;
  readonly #timer: NodeJS.Timeout | undefined;

  constructor(connection: Connection, limitMs: number | undefined) {
    if (limitMs === undefined) return;
    this.isOver = limitMs <= 0;
    this.#timer = setTimeout(() => {
      this.isOver = true;
      connection.interrupt();
    }, limitMs);
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }
}
