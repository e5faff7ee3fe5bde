import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from '../../files/reasons.ts';
import { type Connection, connect } from '../../server/store/sqlite/connection.ts';
import type { EntryKind, JournalEntry } from './entry.ts';
import { JournalError } from './journal-error.ts';
import type { ScenarioRow } from './journal-file.ts';
import { JOURNAL_FILE, JOURNAL_SUBFOLDER } from './places.ts';
import { APPLICATION_ID, VERSION } from './schema.ts';

/** Which entries are wanted; all that is given must hold. */
export interface JournalFilter {
  readonly node?: string | undefined;
  /** Entries that name this job. */
  readonly job?: string | undefined;
  /** Id of a scenario, all rows of an outline where no row is given. */
  readonly scenario?: string | undefined;
  readonly kind?: EntryKind | undefined;
}

/** A scenario with those of its entries that were wanted, in the order in which they were seen. */
export interface RecordedScenario extends Omit<ScenarioRow, 'number'> {
  readonly entries: readonly JournalEntry[];
}

/**
 * The scenarios of a journal, merged over all its files, in the order in which they began; those without a wanted entry
 * are left out.
 *
 * @param folder of the journal, or of the run that it belongs to
 * @throws JournalError
 */
export async function readJournal(
  folder: string,
  filter: JournalFilter = {},
): Promise<readonly RecordedScenario[]> {
  const scenarios: RecordedScenario[] = [];
  for (const file of await filesIn(folder)) scenarios.push(...(await readFile(file, filter)));
  return scenarios
    .filter(({ entries }) => entries.length > 0)
    .toSorted((one, other) => one.begunMs - other.begunMs);
}

async function filesIn(folder: string): Promise<readonly string[]> {
  for (const candidate of [folder, join(folder, JOURNAL_SUBFOLDER)]) {
    const files = (await namesIn(candidate)).filter((name) => JOURNAL_FILE.test(name));
    if (files.length > 0) return files.toSorted().map((name) => join(candidate, name));
  }
  throw new JournalError(`There is no journal in ${folder}: give the folder that a run wrote to with --out.`);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    // no folder, or none that may be read: there is no journal in it for us
    return [];
  }
}

async function readFile(file: string, filter: JournalFilter): Promise<readonly RecordedScenario[]> {
  const connection = await opened(file);
  try {
    const { scenario, node, kind, job } = filter;
    const scenarios = await connection.all<StoredScenario>(SCENARIOS, scenario ?? null);
    const recorded: RecordedScenario[] = [];
    for (const { number, outcome, ...row } of scenarios) {
      const entries = await connection.all<StoredEntry>(
        ENTRIES,
        ...[number, node ?? null, kind ?? null, job ?? null],
      );
      recorded.push({ ...row, outcome: outcome ?? undefined, entries: entries.map(entryOf) });
    }
    return recorded;
  } catch (cause) {
    throw new JournalError(`${file} is damaged: take it out of the folder.`, { cause });
  } finally {
    await connection.close();
  }
}

const SCENARIOS = `
  SELECT number, id, name, attempt, begun_ms AS begunMs, outcome, dropped FROM scenarios
    WHERE ?1 IS NULL OR id = ?1 OR substr(id, 1, length(?1) + 1) = ?1 || ':'
    ORDER BY number`;

const ENTRIES = `
  SELECT at_ms AS atMs, kind, direction, node, subject, body, headers FROM entries
    WHERE scenario = ?1
      AND (?2 IS NULL OR node = ?2)
      AND (?3 IS NULL OR kind = ?3)
      AND (?4 IS NULL OR instr(subject, ?4) > 0 OR instr(body, ?4) > 0)
    ORDER BY number`;

interface StoredScenario extends Omit<ScenarioRow, 'outcome'> {
  readonly outcome: string | null;
}

interface StoredEntry extends Omit<JournalEntry, 'node' | 'headers'> {
  readonly node: string | null;
  readonly headers: string | null;
}

function entryOf({ node, headers, ...entry }: StoredEntry): JournalEntry {
  return { ...entry, node: node ?? undefined, ...(headers !== null && { headers }) };
}

async function opened(file: string): Promise<Connection> {
  const connection = await connected(file);
  const version = await versionOf(connection);
  if (version === VERSION) return connection;
  await connection.close();
  throw new JournalError(
    version === undefined
      ? `${file} is no journal: take it out of the folder.`
      : `${file} is a journal of version ${version}, and this push-harness reads version ${VERSION}: read it with the one that wrote it.`,
  );
}

async function connected(file: string): Promise<Connection> {
  try {
    const connection = await connect(file);
    // the run that writes it may still go on
    await connection.script('PRAGMA busy_timeout = 10000');
    return connection;
  } catch (cause) {
    const reason = reasonOf(cause);
    if (reason === undefined) throw cause;
    throw new JournalError(`${file} cannot be read (${reason}): take it out of the folder, or mend it.`, {
      cause,
    });
  }
}

async function versionOf(connection: Connection): Promise<number | undefined> {
  try {
    const [application] = await connection.all<{ readonly application_id: number }>('PRAGMA application_id');
    const [user] = await connection.all<{ readonly user_version: number }>('PRAGMA user_version');
    return application?.application_id === APPLICATION_ID ? user?.user_version : undefined;
  } catch {
    // what SQLite cannot read is no journal
    return undefined;
  }
}
