import { stat } from 'node:fs/promises';
import { sqliteCode } from './sqlite/connection.ts';

/** The database, and the log that SQLite keeps beside it. */
const FILES = ['', '-wal'] as const;

type Identity = string;

/** Where an open database is: whoever deletes or replaces its files does not disturb SQLite, which goes on writing into nowhere. */
export class DatabasePlace {
  readonly #file: string;
  #identities: readonly (Identity | undefined)[];

  private constructor(file: string, identities: readonly (Identity | undefined)[]) {
    this.#file = file;
    this.#identities = identities;
  }

  /** Of a database that was just opened. */
  static async of(file: string): Promise<DatabasePlace> {
    return new DatabasePlace(file, await identitiesAt(file));
  }

  /** Whether the files at its path are those that were opened. What cannot be looked at counts as being there. */
  async isThere(): Promise<boolean> {
    const found = await identitiesAt(this.#file).catch(() => this.#identities);
    // the log of a database that had none is made by the first write
    this.#identities = this.#identities.map((identity, index) => identity ?? found[index]);
    return found.every((identity, index) => identity === this.#identities[index]);
  }
}

function identitiesAt(file: string): Promise<readonly (Identity | undefined)[]> {
  return Promise.all(FILES.map((end) => identityOf(`${file}${end}`)));
}

async function identityOf(path: string): Promise<Identity | undefined> {
  try {
    const { dev, ino } = await stat(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch (error) {
    const code = sqliteCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
