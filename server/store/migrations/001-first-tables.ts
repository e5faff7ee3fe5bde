import type { Migration } from './migration.ts';

/**
 * Times are milliseconds since the Unix epoch. `run_timeout` and `quorum` are REAL, so that every whole number
 * a request may carry fits. `jobs.file` stands last: a long one spills to pages that no list has to read.
 */
export const migration: Migration = {
  version: 1,
  sql: `
    CREATE TABLE organisations (
      name TEXT PRIMARY KEY,
      full_name TEXT NOT NULL,
      id TEXT NOT NULL UNIQUE
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE users (
      name TEXT PRIMARY KEY,
      public_key TEXT NOT NULL,
      superuser INTEGER NOT NULL,
      display_name TEXT NOT NULL,
      first_name TEXT NOT NULL,
      middle_name TEXT NOT NULL,
      last_name TEXT NOT NULL,
      email TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE associations (
      organisation TEXT NOT NULL REFERENCES organisations ON DELETE CASCADE,
      user TEXT NOT NULL REFERENCES users ON DELETE CASCADE,
      PRIMARY KEY (organisation, user)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX associations_of_user ON associations (user);

    CREATE TABLE clients (
      organisation TEXT NOT NULL REFERENCES organisations ON DELETE CASCADE,
      name TEXT NOT NULL,
      public_key TEXT NOT NULL,
      validator INTEGER NOT NULL,
      PRIMARY KEY (organisation, name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE groups (
      organisation TEXT NOT NULL REFERENCES organisations ON DELETE CASCADE,
      name TEXT NOT NULL,
      PRIMARY KEY (organisation, name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE group_users (
      organisation TEXT NOT NULL,
      group_name TEXT NOT NULL,
      member TEXT NOT NULL,
      PRIMARY KEY (organisation, group_name, member),
      FOREIGN KEY (organisation, group_name) REFERENCES groups ON DELETE CASCADE,
      FOREIGN KEY (organisation, member) REFERENCES associations ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX groups_of_user ON group_users (organisation, member);

    CREATE TABLE group_clients (
      organisation TEXT NOT NULL,
      group_name TEXT NOT NULL,
      member TEXT NOT NULL,
      PRIMARY KEY (organisation, group_name, member),
      FOREIGN KEY (organisation, group_name) REFERENCES groups ON DELETE CASCADE,
      FOREIGN KEY (organisation, member) REFERENCES clients ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX groups_of_client ON group_clients (organisation, member);

    CREATE TABLE group_groups (
      organisation TEXT NOT NULL,
      group_name TEXT NOT NULL,
      member TEXT NOT NULL,
      PRIMARY KEY (organisation, group_name, member),
      FOREIGN KEY (organisation, group_name) REFERENCES groups ON DELETE CASCADE,
      FOREIGN KEY (organisation, member) REFERENCES groups ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX groups_of_group ON group_groups (organisation, member);

    CREATE TABLE jobs (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      organisation TEXT NOT NULL REFERENCES organisations ON DELETE CASCADE,
      requested_by TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      status TEXT NOT NULL,
      run_timeout REAL NOT NULL,
      quorum REAL NOT NULL,
      capture_output INTEGER NOT NULL,
      user TEXT,
      dir TEXT,
      env TEXT,
      command TEXT NOT NULL,
      file TEXT
    ) STRICT;
    CREATE INDEX jobs_of_organisation ON jobs (organisation, number, id);
    CREATE INDEX unfinished_jobs ON jobs (status) WHERE status IN ('new', 'voting', 'running');

    CREATE TABLE job_nodes (
      job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
      node TEXT NOT NULL,
      position INTEGER NOT NULL,
      status TEXT NOT NULL,
      PRIMARY KEY (job, node)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE outputs (
      job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
      node TEXT NOT NULL,
      stdout BLOB NOT NULL,
      stderr BLOB NOT NULL,
      PRIMARY KEY (job, node)
    ) STRICT;

    CREATE TABLE nodes (
      organisation TEXT NOT NULL REFERENCES organisations ON DELETE CASCADE,
      name TEXT NOT NULL,
      status TEXT NOT NULL,
      updated_at INTEGER NOT NULL,
      PRIMARY KEY (organisation, name)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE admitted_keys (
      curve_public_key TEXT PRIMARY KEY,
      organisation TEXT NOT NULL REFERENCES organisations ON DELETE CASCADE,
      node TEXT NOT NULL,
      admitted_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX admitted_keys_of_organisation ON admitted_keys (organisation);
  `,
};
