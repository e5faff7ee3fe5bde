import { type Connection, connect } from '../sqlite/connection.ts';

/** A disk that can be made to take nothing, under a store that is opened with its `connect`. */
export class FailingDisk {
  /** SQLite's code for what fails on it. */
  code = 'SQLITE_FULL';
  /** Whether a commit finds room in the log. */
  logTakes = true;
  /** Whether what was committed finds room in the database. */
  databaseTakes = true;
  /** The connection that was opened last. */
  connection: Connection | undefined;

  /** Nothing is taken any more. */
  fail(code = 'SQLITE_FULL'): void {
    this.code = code;
    this.logTakes = false;
    this.databaseTakes = false;
  }

  mend(): void {
    this.logTakes = true;
    this.databaseTakes = true;
  }

  readonly connect = async (file: string): Promise<Connection> => {
    const connection = await connect(file);
    const run = connection.run.bind(connection);
    const all = connection.all.bind(connection);
    connection.run = async (sql, ...parameters) => {
      if (sql === 'COMMIT' && !this.logTakes) throw this.#error();
      return run(sql, ...parameters);
    };
    connection.all = async (sql, ...parameters) => {
      if (sql.startsWith('PRAGMA wal_checkpoint') && !this.databaseTakes) throw this.#error();
      return all(sql, ...parameters);
    };
    this.connection = connection;
    return connection;
  };

  #error(): Error {
    return Object.assign(new Error(`${this.code}: the disk of the test takes nothing`), { code: this.code });
  }
}
