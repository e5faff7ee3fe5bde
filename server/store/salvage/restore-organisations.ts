import { randomBytes } from 'node:crypto';
import type { Connection } from '../sqlite/connection.ts';

/** Of an organisation's id, and how many of its hex digits, the last, are the first of the ids of its jobs. Source: protocol §2. */
const ID_BYTES = 16;
const DIGITS_IN_JOBS = 12;

/** Whose rows belong to an organisation. */
const BELONGING = ['clients', 'jobs', 'groups', 'associations', 'nodes'];

/**
 * Makes the organisations again whose own row is lost, so that all that belongs to them is not lost too. Their ids end as
 * those of their jobs begin, and are found in the index of ids where it is not lost too; full names are lost. Gives their names.
 */
export async function restoreOrganisations(
  damaged: Connection,
  saved: Connection,
): Promise<readonly string[]> {
  const named = BELONGING.map((table) => `SELECT organisation AS name FROM ${table}`).join(' UNION ');
  const missing = await saved.names(
    `SELECT name FROM (${named}) WHERE name NOT IN (SELECT name FROM organisations) AND name <> '' ORDER BY name`,
  );
  if (missing.length === 0) return [];
  const ids = await idsInIndex(damaged, saved);
  for (const name of missing) {
    const tail = await tailOf(saved, name);
    const known = ids.find((id) =>
      tail === '' ? ids.length === 1 && missing.length === 1 : id.endsWith(tail),
    );
    const id = known ?? randomBytes(ID_BYTES).toString('hex').slice(tail.length) + tail;
    const sql = 'INSERT OR IGNORE INTO organisations (name, full_name, id) VALUES (?, ?, ?)';
    await saved.run(sql, name, name, id);
  }
  return missing;
}

/** Ids that the index of them has, and nobody yet. */
async function idsInIndex(damaged: Connection, saved: Connection): Promise<readonly string[]> {
  try {
    const [index] = await damaged.names(
      `SELECT name FROM pragma_index_list('organisations') WHERE origin = 'u'`,
    );
    const ids = await damaged.names(`SELECT id AS name FROM organisations INDEXED BY ${index} WHERE id > ''`);
    const taken = await saved.names('SELECT id AS name FROM organisations');
    return ids.filter((id) => !taken.includes(id));
  } catch {
    return []; // the index is lost too
  }
}

/** How the id of an organisation ends, by its jobs; empty where it has none. */
async function tailOf(saved: Connection, name: string): Promise<string> {
  const job = await saved.first<{ id: string }>('SELECT id FROM jobs WHERE organisation = ? LIMIT 1', name);
  return job?.id.slice(0, DIGITS_IN_JOBS) ?? '';
}
