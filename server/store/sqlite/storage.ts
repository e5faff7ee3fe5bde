import { type Connection, sqliteCode } from './connection.ts';

/** What a failure says of the place where everything is stored. A failure of a statement alone says nothing of it. */
export type StorageFault = 'full' | 'unwritable' | 'damaged';

const FAULTS: Readonly<Record<string, StorageFault>> = {
  SQLITE_FULL: 'full',
  SQLITE_IOERR: 'unwritable',
  SQLITE_READONLY: 'unwritable',
  SQLITE_CANTOPEN: 'unwritable',
  SQLITE_PERM: 'unwritable',
  SQLITE_CORRUPT: 'damaged',
  SQLITE_NOTADB: 'damaged',
};

/** The fault of the storage that an error of SQLite tells of, by its code; undefined for any other error. */
export function storageFault(error: unknown): StorageFault | undefined {
  return FAULTS[sqliteCode(error) ?? ''];
}

/**
 * Watches over the place where a queue stores. It is in trouble from a failure, or from what it finds by itself, until it
 * is told that all is well again.
 */
export interface Storage {
  /** While it is in trouble: what whoever asks for a write is told at once. */
  readonly refusal: Error | undefined;
  /** Judges a write that failed: what to tell those who wait for it; undefined where the write itself is at fault. */
  failed(error: unknown): Error | undefined;
  /** The same of a read. */
  unreadable(error: unknown): Error | undefined;
  /** Follows each commit. Gives what to tell those who wait for it, where it is not safe after all. Never rejects. */
  committed(connection: Connection): Promise<Error | undefined>;
  /** Whether there is room again. Never rejects. */
  tryAgain(connection: Connection): Promise<boolean>;
  /** Whether a large change may be held beside those that are; where not, it is given up, and this has noted it. */
  mayHold(bytes: number, heldBytes: number): boolean;
  /** There is room, and everything that was held is stored. */
  recovered(): void;
}
