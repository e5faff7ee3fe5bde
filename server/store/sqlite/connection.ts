import sqlite3 from 'sqlite3';

/** What can stand for a `?` in a statement. */
export type Parameter = string | number | null | Uint8Array;

/** One connection to SQLite as promises. Statements are prepared once and kept; their texts must be constants. */
export class Connection {
  readonly #database: sqlite3.Database;
  readonly #statements = new Map<string, Promise<sqlite3.Statement>>();

  constructor(database: sqlite3.Database) {
    this.#database = database;
  }

  /** Runs a statement that changes rows; gives how many, those of cascades not counted. */
  async run(sql: string, ...parameters: readonly Parameter[]): Promise<number> {
    const statement = await this.#prepared(sql);
    return new Promise((resolve, reject) => {
      statement.run(parameters, function (error) {
        if (error) reject(error);
        else resolve(this.changes);
      });
    });
  }

  async all<Row>(sql: string, ...parameters: readonly Parameter[]): Promise<Row[]> {
    const statement = await this.#prepared(sql);
    return new Promise((resolve, reject) => {
      statement.all<Row>(parameters, (error, rows) => {
        if (error) reject(error);
        else resolve(rows);
      });
    });
  }

  /** The first row. All are fetched: a statement left in the middle would hold its view of the database. */
  async first<Row>(sql: string, ...parameters: readonly Parameter[]): Promise<Row | undefined> {
    const rows = await this.all<Row>(sql, ...parameters);
    return rows[0];
  }

  /** The column `name` of every row. */
  async names(sql: string, ...parameters: readonly Parameter[]): Promise<readonly string[]> {
    const rows = await this.all<{ readonly name: string }>(sql, ...parameters);
    return rows.map((row) => row.name);
  }

  /** Runs any number of statements without parameters. */
  script(sql: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#database.exec(sql, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Has every statement that is running fail with `SQLITE_INTERRUPT`. */
  interrupt(): void {
    this.#database.interrupt();
  }

  async close(): Promise<void> {
    for (const prepared of this.#statements.values()) (await prepared).finalize();
    this.#statements.clear();
    await new Promise<void>((resolve, reject) => {
      this.#database.close((error) => (error ? reject(error) : resolve()));
    });
  }

  #prepared(sql: string): Promise<sqlite3.Statement> {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const prepared = new Promise<sqlite3.Statement>((resolve, reject) => {
      const statement = this.#database.prepare(sql, (error: Error | null) => {
        if (error === null) return resolve(statement);
        this.#statements.delete(sql);
        reject(error);
      });
    });
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

const MODES = {
  read: sqlite3.OPEN_READONLY,
  write: sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE,
} as const;

/** Opens a database file, made where it does not exist, or `:memory:`. Whether it is a database shows at the first statement. */
export function connect(file: string, mode: keyof typeof MODES = 'write'): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const database = new sqlite3.Database(file, MODES[mode] | sqlite3.OPEN_FULLMUTEX, (error) => {
      if (error) reject(error);
      else resolve(new Connection(database));
    });
  });
}

/** SQLite's own name for what went wrong, such as `SQLITE_BUSY`. */
export function sqliteCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
