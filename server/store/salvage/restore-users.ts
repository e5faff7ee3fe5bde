import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connection } from '../sqlite/connection.ts';

/** Who a first start makes, and whether it is the superuser. Their keys are in the data folder. */
const FIRST_USERS = { admin: 0, pivotal: 1 } as const;

/** What belongs to the admin of an organisation, after its name. */
const OF_ADMIN = {
  associations: `'admin'`,
  groups: `'admins'`,
  group_users: `'admins', 'admin'`,
} as const;

/**
 * Makes those of the first users again that are lost, by the keys in the data folder: without them nobody could make others.
 * In organisations that were made again `admin` is in `admins`, as in a new one. Gives their names.
 */
export async function restoreFirstUsers(
  data: string,
  saved: Connection,
  organisations: readonly string[],
): Promise<readonly string[]> {
  const restored: string[] = [];
  for (const [name, superuser] of Object.entries(FIRST_USERS)) {
    const publicKey = await publicKeyIn(join(data, 'keys', `${name}.pem`));
    if (publicKey === undefined) continue;
    const inserted = await saved.run(
      `INSERT INTO users (name, public_key, superuser, display_name, first_name, middle_name, last_name, email)
         VALUES (?, ?, ?, ?, '', '', '', '') ON CONFLICT DO NOTHING`,
      name,
      publicKey,
      superuser,
      name,
    );
    if (inserted > 0) restored.push(name);
  }
  if (!restored.includes('admin')) return restored;
  for (const organisation of organisations) {
    for (const [table, values] of Object.entries(OF_ADMIN))
      await saved.run(`INSERT OR IGNORE INTO ${table} VALUES (?, ${values})`, organisation);
  }
  return restored;
}

async function publicKeyIn(file: string): Promise<string | undefined> {
  try {
    const key = createPublicKey(createPrivateKey(await readFile(file, 'utf8')));
    return key.export({ type: 'spki', format: 'pem' }).toString();
  } catch {
    return undefined; // it was taken away, or is no key: nothing is to be had from it
  }
}
