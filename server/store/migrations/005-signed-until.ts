import type { Migration } from './migration.ts';

/** Up to when a node has signed requests for its configuration: none of them can bring another CURVE key after a restart. */
export const migration: Migration = {
  version: 5,
  sql: 'ALTER TABLE sessions ADD COLUMN signed_until INTEGER NOT NULL DEFAULT 0;',
};
