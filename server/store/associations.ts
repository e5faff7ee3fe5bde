import { joinGroups, leaveGroups } from './group-members.ts';
import type { WriteQueue } from './sqlite/write-queue.ts';
import type { AssociationTable } from './store.ts';

export function associationTable(queue: WriteQueue): AssociationTable {
  return {
    insert: (org, user, groups) =>
      queue.write(async (connection) => {
        const sql = 'INSERT INTO associations (organisation, user) VALUES (?, ?) ON CONFLICT DO NOTHING';
        const inserted = await connection.run(sql, org, user);
        if (inserted === 0) return false;
        await joinGroups(connection, org, 'user', user, groups);
        return true;
      }),
    list: (org) =>
      queue.read((connection) =>
        connection.names('SELECT user AS name FROM associations WHERE organisation = ? ORDER BY user', org),
      ),
    delete: (org, user, groups) =>
      queue.write(async (connection) => {
        const sql = 'DELETE FROM associations WHERE organisation = ? AND user = ?';
        if ((await connection.run(sql, org, user)) === 0) return false;
        await leaveGroups(connection, org, user, groups);
        return true;
      }),
  };
}
