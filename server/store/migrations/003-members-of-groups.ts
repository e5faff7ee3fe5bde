import type { Migration } from './migration.ts';

/** A group holds any user of the server, whether associated with its organisation or not. Source: protocol §1. */
export const migration: Migration = {
  version: 3,
  sql: `
    CREATE TABLE group_users_of_server (
      organisation TEXT NOT NULL,
      group_name TEXT NOT NULL,
      member TEXT NOT NULL REFERENCES users ON DELETE CASCADE,
      PRIMARY KEY (organisation, group_name, member),
      FOREIGN KEY (organisation, group_name) REFERENCES groups ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    INSERT INTO group_users_of_server (organisation, group_name, member)
      SELECT organisation, group_name, member FROM group_users;
    DROP TABLE group_users;
    ALTER TABLE group_users_of_server RENAME TO group_users;
    CREATE INDEX groups_of_user ON group_users (member, organisation);
  `,
};
