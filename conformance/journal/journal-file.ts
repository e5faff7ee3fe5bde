import { rm } from 'node:fs/promises';
import { type Connection, connect } from '../../server/store/sqlite/connection.ts';
import { type Bulk, WriteQueue } from '../../server/store/sqlite/write-queue.ts';
import type { JournalEntry } from './entry.ts';
import { SCHEMA } from './schema.ts';

/** How long entries gather before they are written together. */
const LINGER_MS = 250;

/** A scenario as it is kept. */
export interface ScenarioRow {
  /** Of the scenario in its file, from 1. */
  readonly number: number;
  readonly id: string;
  readonly name: string;
  readonly attempt: number;
  readonly begunMs: number;
  /** How it ended; undefined while it goes on. */
  readonly outcome: string | undefined;
  /** Entries that were over the limit, and are not kept. */
  readonly dropped: number;
}

type Row = readonly (string | number | null)[];

const scenarioRows = bulk(
  `INSERT OR REPLACE INTO scenarios (number, id, name, attempt, begun_ms, outcome, dropped)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
       FROM json_each(?)`,
);
const entryRows = bulk(
  `INSERT INTO entries (scenario, at_ms, kind, direction, node, subject, body, headers)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7
       FROM json_each(?)`,
);

/** One file of a journal, written by one process in batches that nobody waits for. */
export class JournalFile {
  readonly #connection: Connection;
  readonly #queue: WriteQueue;
  #failure: Error | undefined;

  private constructor(connection: Connection) {
    this.#connection = connection;
    this.#queue = new WriteQueue(connection, {
      lingerMs: LINGER_MS,
      onError: (error) => {
        this.#failure ??= error;
      },
      onCommit: () => {},
    });
  }

  /** Makes the file anew; its folder must exist. */
  static async create(path: string): Promise<JournalFile> {
    await rm(path, { force: true });
    const connection = await connect(path);
    await connection.script(SCHEMA);
    return new JournalFile(connection);
  }

  /** Takes the place of an earlier row with the same number. */
  putScenario({ number, id, name, attempt, begunMs, outcome, dropped }: ScenarioRow): void {
    const row: Row = [number, id, name, attempt, begunMs, outcome ?? null, dropped];
    this.#queue.writeBehind(scenarioRows, row);
  }

  addEntry(scenario: number, { atMs, kind, direction, node, subject, body, headers }: JournalEntry): void {
    const row: Row = [scenario, atMs, kind, direction, node ?? null, subject, body, headers ?? null];
    this.#queue.writeBehind(entryRows, row);
  }

  /** Writes what is left. @throws where something could not be written, now or before */
  async close(): Promise<void> {
    await this.#queue.close();
    await this.#connection.close();
    if (this.#failure !== undefined) throw this.#failure;
  }
}

/** Rows that are gathered, and written by one statement that reads them as JSON. */
function bulk(sql: string): Bulk<Row, Row[]> {
  return {
    start: () => [],
    add: (rows, row) => {
      rows.push(row);
    },
    store: async (connection, rows) => {
      await connection.run(sql, JSON.stringify(rows));
    },
  };
}
