import type { PrincipalKind } from '../../protocol/principal-kind.ts';
import { insertGroup, membersOf, saveMembers } from './group-members.ts';
import type { WriteQueue } from './sqlite/write-queue.ts';
import type { GroupTable } from './store.ts';

const EXISTS = 'SELECT name FROM groups WHERE organisation = ? AND name = ?';

/** Upwards from the principal: UNION drops what was met before, so a cycle of groups ends. */
const CONTAINING: Readonly<Record<PrincipalKind, string>> = {
  user: containing('group_users'),
  client: containing('group_clients'),
};

export function groupTable(queue: WriteQueue): GroupTable {
  return {
    insert: (org, name) => queue.write((connection) => insertGroup(connection, org, name)),
    get: (org, name) =>
      queue.read(async (connection) => {
        const group = await connection.first<object>(EXISTS, org, name);
        return group && { name, ...(await membersOf(connection, org, name)) };
      }),
    list: (org) =>
      queue.read((connection) =>
        connection.names('SELECT name FROM groups WHERE organisation = ? ORDER BY name', org),
      ),
    saveMembers: (org, name, members) =>
      queue.write(async (connection) => {
        const group = await connection.first<object>(EXISTS, org, name);
        return group && (await saveMembers(connection, org, name, members));
      }),
    delete: (org, name) =>
      queue.write(async (connection) => {
        const sql = 'DELETE FROM groups WHERE organisation = ? AND name = ?';
        return (await connection.run(sql, org, name)) > 0;
      }),
    containing: (org, kind, name) =>
      queue.read((connection) => connection.names(CONTAINING[kind], org, name)),
  };
}

function containing(members: string): string {
  return `
    WITH RECURSIVE holding (name) AS (
      SELECT group_name FROM ${members} WHERE organisation = ?1 AND member = ?2
      UNION
      SELECT group_groups.group_name
        FROM holding CROSS JOIN group_groups ON organisation = ?1 AND member = holding.name
    )
    SELECT name FROM holding`;
}
