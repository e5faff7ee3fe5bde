import type { WriteQueue } from './sqlite/write-queue.ts';
import type { User, UserTable } from './store.ts';

interface UserRow extends Omit<User, 'superuser'> {
  readonly superuser: number;
}

export function userTable(queue: WriteQueue): UserTable {
  return {
    insert: (user) =>
      queue.write(async (connection) => {
        const inserted = await connection.run(
          `INSERT INTO users
             (name, public_key, superuser, display_name, first_name, middle_name, last_name, email)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
          user.name,
          user.publicKey,
          Number(user.superuser),
          user.displayName,
          user.firstName,
          user.middleName,
          user.lastName,
          user.email,
        );
        return inserted > 0;
      }),
    get: (name) =>
      queue.read(async (connection) => {
        const row = await connection.first<UserRow>(
          `SELECT name, public_key AS publicKey, superuser, display_name AS displayName, first_name AS firstName,
               middle_name AS middleName, last_name AS lastName, email
             FROM users WHERE name = ?`,
          name,
        );
        return row && { ...row, superuser: row.superuser === 1 };
      }),
    list: () => queue.read((connection) => connection.names('SELECT name FROM users ORDER BY name')),
    delete: (name) =>
      queue.write(async (connection) => (await connection.run('DELETE FROM users WHERE name = ?', name)) > 0),
  };
}
