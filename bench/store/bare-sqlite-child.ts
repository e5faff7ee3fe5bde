import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { answer } from '../process/child-answer.ts';
import { numberedNodeNames, timed, type Writes, type WriteTimes } from './rows.ts';

/** The floor of the store: the same rows by bare sqlite3, each kind in one transaction with few statements. */
const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE jobs (number INTEGER PRIMARY KEY, id TEXT UNIQUE, command TEXT, status TEXT, created_at INTEGER);
  CREATE TABLE job_nodes (job INTEGER, node TEXT, status TEXT, PRIMARY KEY (job, node)) WITHOUT ROWID;
  CREATE TABLE nodes (name TEXT PRIMARY KEY, status TEXT, updated_at INTEGER) WITHOUT ROWID;`;
const INSERT_JOB = `INSERT INTO jobs (id, command, status, created_at) VALUES (?, 'chef-client', 'voting', ?)`;
const INSERT_JOB_NODES = `INSERT INTO job_nodes SELECT ?, value, 'new' FROM json_each(?)`;
const SAVE_JOB_NODES = `INSERT INTO job_nodes SELECT ?, value, 'succeeded' FROM json_each(?) WHERE true
  ON CONFLICT DO UPDATE SET status = excluded.status`;
const SAVE_NODES = `INSERT INTO nodes SELECT value, 'up', ? FROM json_each(?) WHERE true
  ON CONFLICT DO UPDATE SET status = excluded.status, updated_at = excluded.updated_at`;

let database: sqlite3.Database;

const commands = {
  async open(folder: string): Promise<void> {
    database = new sqlite3.Database(join(folder, 'bare.sqlite'));
    await script(SCHEMA);
  },
  async write({ jobs, nodesEach, nodes }: Writes): Promise<WriteTimes> {
    const names = numberedNodeNames(nodes);
    const some = names.slice(0, nodesEach);
    const insertJob = async (of: readonly string[]): Promise<number> => {
      const number = await run(INSERT_JOB, randomBytes(16).toString('hex'), Date.now());
      await run(INSERT_JOB_NODES, number, JSON.stringify(of));
      return number;
    };
    const large = await insertJob(names);
    return {
      jobsMs: await timed(() =>
        inTransaction(async () => {
          for (let job = 0; job < jobs; job++) await insertJob(some);
        }),
      ),
      jobNodesMs: await timed(() => inTransaction(() => run(SAVE_JOB_NODES, large, JSON.stringify(names)))),
      nodesMs: await timed(() => inTransaction(() => run(SAVE_NODES, Date.now(), JSON.stringify(names)))),
    };
  },
};

export type BareSqliteCommands = typeof commands;

async function inTransaction(act: () => Promise<unknown>): Promise<void> {
  await script('BEGIN IMMEDIATE');
  await act();
  await script('COMMIT');
}

function script(sql: string): Promise<void> {
  return new Promise((resolve, reject) => {
    database.exec(sql, (error) => (error ? reject(error) : resolve()));
  });
}

/** Gives the number of the row that was inserted last. */
function run(sql: string, ...parameters: readonly (string | number)[]): Promise<number> {
  return new Promise((resolve, reject) => {
    database.run(sql, parameters, function (error) {
      if (error) reject(error);
      else resolve(this.lastID);
    });
  });
}

answer(commands);
