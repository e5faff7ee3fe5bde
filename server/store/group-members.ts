import type { PrincipalKind } from '../../protocol/principal-kind.ts';
import type { Connection } from './sqlite/connection.ts';
import type { StoredGroupMembers } from './store.ts';

const MEMBER_KINDS = ['users', 'clients', 'groups'] as const;
type MemberKind = (typeof MEMBER_KINDS)[number];

/** The table that holds the members of a kind, and those of whom they must be: users are the whole server's. */
const TABLES: Readonly<Record<MemberKind, { readonly table: string; readonly known: string }>> = {
  users: { table: 'group_users', known: 'users WHERE true' },
  clients: { table: 'group_clients', known: 'clients WHERE organisation = ?1' },
  groups: { table: 'group_groups', known: 'groups WHERE organisation = ?1' },
};

/** False: the name is taken. */
export async function insertGroup(connection: Connection, org: string, name: string): Promise<boolean> {
  const sql = 'INSERT INTO groups (organisation, name) VALUES (?, ?) ON CONFLICT DO NOTHING';
  return (await connection.run(sql, org, name)) > 0;
}

/** Adds a principal to those of the groups that exist. */
export async function joinGroups(
  connection: Connection,
  org: string,
  kind: PrincipalKind,
  name: string,
  groups: readonly string[],
): Promise<void> {
  const { table } = TABLES[kind === 'user' ? 'users' : 'clients'];
  await connection.run(
    `INSERT INTO ${table} (organisation, group_name, member)
       SELECT organisation, name, ?2 FROM groups WHERE organisation = ?1 AND name IN (SELECT value FROM json_each(?3))
       ON CONFLICT DO NOTHING`,
    org,
    name,
    JSON.stringify(groups),
  );
}

/** Takes a user out of those of the groups that hold it. */
export async function leaveGroups(
  connection: Connection,
  org: string,
  user: string,
  groups: readonly string[],
): Promise<void> {
  await connection.run(
    `DELETE FROM group_users
       WHERE organisation = ? AND member = ? AND group_name IN (SELECT value FROM json_each(?))`,
    org,
    user,
    JSON.stringify(groups),
  );
}

export async function membersOf(
  connection: Connection,
  org: string,
  group: string,
): Promise<StoredGroupMembers> {
  const of = (kind: MemberKind) =>
    connection.names(
      `SELECT member AS name FROM ${TABLES[kind].table} WHERE organisation = ? AND group_name = ? ORDER BY member`,
      org,
      group,
    );
  return { users: await of('users'), clients: await of('clients'), groups: await of('groups') };
}

/** Replaces the members; where some do not exist it gives those instead, and changes nothing. */
export async function saveMembers(
  connection: Connection,
  org: string,
  group: string,
  members: StoredGroupMembers,
): Promise<StoredGroupMembers> {
  const unknown = {
    users: await unknownMembers(connection, org, 'users', members),
    clients: await unknownMembers(connection, org, 'clients', members),
    groups: await unknownMembers(connection, org, 'groups', members),
  };
  if (MEMBER_KINDS.some((kind) => unknown[kind].length > 0)) return unknown;
  for (const kind of MEMBER_KINDS) {
    const { table } = TABLES[kind];
    await connection.run(`DELETE FROM ${table} WHERE organisation = ? AND group_name = ?`, org, group);
    await connection.run(
      `INSERT INTO ${table} (organisation, group_name, member) SELECT ?, ?, value FROM json_each(?) WHERE true
         ON CONFLICT DO NOTHING`,
      org,
      group,
      JSON.stringify(members[kind]),
    );
  }
  return unknown;
}

function unknownMembers(
  connection: Connection,
  org: string,
  kind: MemberKind,
  members: StoredGroupMembers,
): Promise<readonly string[]> {
  return connection.names(
    `SELECT value AS name FROM json_each(?2)
       WHERE NOT EXISTS (SELECT 1 FROM ${TABLES[kind].known} AND name = value)`,
    org,
    JSON.stringify(members[kind]),
  );
}
