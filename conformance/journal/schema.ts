/** Marks a database as a journal of ours, and its version. */
export const APPLICATION_ID = 0x70_68_6a_6c; // "phjl"
export const VERSION = 2;

/**
 * Makes the tables in an empty file. Nothing is flushed to the disk: what a crash of the machine loses is no loss, and the
 * scenarios must not wait for it. A crash of the process loses the last moment alone. Somebody may read in it meanwhile.
 */
export const SCHEMA = `
  PRAGMA busy_timeout = 10000;
  PRAGMA synchronous = OFF;
  PRAGMA journal_mode = DELETE;
  BEGIN;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${VERSION};
  CREATE TABLE scenarios (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    begun_ms INTEGER NOT NULL,
    outcome TEXT,
    dropped INTEGER NOT NULL
  );
  CREATE TABLE entries (
    number INTEGER PRIMARY KEY,
    scenario INTEGER NOT NULL REFERENCES scenarios,
    at_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    direction TEXT NOT NULL,
    node TEXT,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    headers TEXT
  );
  CREATE INDEX entries_by_scenario ON entries (scenario);
  COMMIT;
`;
