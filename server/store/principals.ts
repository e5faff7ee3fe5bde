import type { WriteQueue } from './sqlite/write-queue.ts';
import type { PrincipalView, StoredPrincipal } from './store.ts';

interface PrincipalRow extends Omit<StoredPrincipal, 'superuser' | 'associated'> {
  readonly superuser: number;
  readonly associated: number;
}

/** One statement, since every new signer costs one. */
const FIND = `
  SELECT 'user' AS kind, name, public_key AS publicKey, superuser,
      EXISTS (SELECT 1 FROM associations WHERE organisation = ?1 AND user = ?2) AS associated
    FROM users WHERE name = ?2
  UNION ALL
  SELECT 'client', name, public_key, 0, 1 FROM clients WHERE organisation = ?1 AND name = ?2`;

export function principalView(queue: WriteQueue): PrincipalView {
  return {
    find: (org, name) =>
      queue.read(async (connection) => {
        const rows = await connection.all<PrincipalRow>(FIND, org, name);
        return rows.map((row) => ({
          ...row,
          superuser: row.superuser === 1,
          associated: row.associated === 1,
        }));
      }),
  };
}
