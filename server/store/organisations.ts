import { insertGroup, saveMembers } from './group-members.ts';
import type { Connection } from './sqlite/connection.ts';
import type { WriteQueue } from './sqlite/write-queue.ts';
import type { Organisation, OrganisationTable } from './store.ts';

const COLUMNS = 'name, full_name AS fullName, id';

export function organisationTable(queue: WriteQueue): OrganisationTable {
  return {
    insert: (organisation, founding = {}) =>
      queue.write(async (connection) => {
        if (!(await insert(connection, organisation))) return false;
        const { name } = organisation;
        for (const user of founding.users ?? []) {
          await connection.run('INSERT INTO associations (organisation, user) VALUES (?, ?)', name, user);
        }
        const groups = founding.groups ?? [];
        // A group may hold one that comes later in the list, so all are made before any is filled.
        for (const group of groups) await insertGroup(connection, name, group.name);
        for (const group of groups) await saveMembers(connection, name, group.name, group);
        return true;
      }),
    get: (name) =>
      queue.read((connection) =>
        connection.first<Organisation>(`SELECT ${COLUMNS} FROM organisations WHERE name = ?`, name),
      ),
    list: () =>
      queue.read((connection) =>
        connection.all<Organisation>(`SELECT ${COLUMNS} FROM organisations ORDER BY name`),
      ),
    delete: (name) =>
      queue.write(
        async (connection) => (await connection.run('DELETE FROM organisations WHERE name = ?', name)) > 0,
      ),
  };
}

async function insert(connection: Connection, { name, fullName, id }: Organisation): Promise<boolean> {
  const sql = 'INSERT INTO organisations (name, full_name, id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING';
  return (await connection.run(sql, name, fullName, id)) > 0;
}
