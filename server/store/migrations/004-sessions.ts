import type { Migration } from './migration.ts';

/**
 * What a node was given belongs to a session, which ends when its client is deleted or has another key. Keys that were
 * admitted before there were sessions belong to none.
 */
export const migration: Migration = {
  version: 4,
  sql: `
    CREATE TABLE sessions (
      organisation TEXT NOT NULL REFERENCES organisations ON DELETE CASCADE,
      node TEXT NOT NULL,
      client_key TEXT NOT NULL,
      id TEXT NOT NULL,
      issued_at INTEGER NOT NULL,
      PRIMARY KEY (organisation, node)
    ) STRICT, WITHOUT ROWID;
    DELETE FROM admitted_keys;
    ALTER TABLE admitted_keys ADD COLUMN session TEXT NOT NULL DEFAULT '';
  `,
};
