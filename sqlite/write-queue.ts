import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Connection } from './connection.ts';
import { inTransaction } from './transaction.ts';

/** How changes of one kind that nobody waits for are gathered and then stored by few statements. */
export interface Bulk<Change, Gathered> {
  start(): Gathered;
  add(gathered: Gathered, change: Change): void;
  store(connection: Connection, gathered: Gathered): Promise<void>;
}

export interface QueueOptions {
  readonly onError: (error: Error) => void;
  readonly onCommit: (commit: { readonly writes: number; readonly durationMs: number }) => void;
  /** How long changes that nobody waits for may gather. */
  readonly lingerMs?: number;
}

interface Entry {
  readonly perform: (connection: Connection) => Promise<unknown>;
  readonly done: (result: unknown) => void;
  readonly failed: (error: Error) => void;
}

/**
 * Puts writes into few transactions (group commit) and reads between them, on one connection.
 *
 * All writes that are queued when a transaction begins are committed together, in the order in which they came; what
 * comes meanwhile waits for the next. So a read never sees half a transaction, and a thousand writes cost
 * little more than one flush of the disk.
 */
export class WriteQueue {
  readonly #connection: Connection;
  readonly #options: Required<QueueOptions>;
  #entries: Entry[] = [];
  /** What can still be added to; a write that is waited for closes all, so that order is kept. */
  readonly #gathering = new Map<object, unknown>();
  #reads: (() => Promise<unknown>)[] = [];
  readonly #reading = new Set<Promise<unknown>>();
  /** Somebody waits for the entries, or they have gathered long enough. */
  #due = false;
  #loop: Promise<void> | undefined;
  #linger: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(connection: Connection, options: QueueOptions) {
    this.#connection = connection;
    this.#options = { lingerMs: 50, ...options };
  }

  /** Runs the statements of `perform` in a transaction, perhaps more than once: it must not change anything else. */
  write<T>(perform: (connection: Connection) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#closed) return reject(closedError());
      this.#entries.push({ perform, done: (result) => resolve(result as T), failed: reject });
      this.#gathering.clear();
      this.#hurry();
    });
  }

  /** Stores a change soon, together with others of its kind. */
  writeBehind<Change, Gathered>(bulk: Bulk<Change, Gathered>, change: Change): void {
    if (this.#closed) {
      this.#options.onError(closedError());
      return;
    }
    let gathered = this.#gathering.get(bulk) as Gathered | undefined;
    if (gathered === undefined) {
      const started = bulk.start();
      gathered = started;
      this.#gathering.set(bulk, started);
      this.#entries.push({
        perform: (connection) => bulk.store(connection, started),
        done: () => {},
        failed: this.#options.onError,
      });
    }
    bulk.add(gathered, change);
    this.#linger ??= setTimeout(() => this.#hurry(), this.#options.lingerMs);
  }

  /** Reads what is committed, after every write that is waited for and every change of the kinds in `bulks`. */
  read<T>(perform: (connection: Connection) => Promise<T>, ...bulks: readonly object[]): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#closed) return reject(closedError());
      this.#reads.push(() => perform(this.#connection).then(resolve, reject));
      if (bulks.some((bulk) => this.#gathering.has(bulk))) this.#hurry();
      else if (this.#loop === undefined) this.#startReads(this.#takeReads());
    });
  }

  /** Resolves when everything queued before is on disk. */
  async flushed(): Promise<void> {
    if (this.#entries.length > 0 || this.#loop !== undefined) await this.write(async () => {});
  }

  /** Commits what is queued, and refuses what comes after. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#entries.length > 0) this.#hurry();
    while (this.#loop !== undefined) await this.#loop;
    await Promise.all(this.#reading);
  }

  #hurry(): void {
    this.#due = true;
    this.#loop ??= this.#run();
  }

  async #run(): Promise<void> {
    await nextTurn();
    while (this.#due || this.#reads.length > 0) {
      const reads = this.#takeReads();
      if (this.#due) {
        await Promise.all(this.#reading);
        await this.#commit(this.#takeEntries());
      }
      this.#startReads(reads);
    }
    this.#loop = undefined;
  }

  #takeEntries(): readonly Entry[] {
    const entries = this.#entries;
    this.#entries = [];
    this.#gathering.clear();
    this.#due = false;
    clearTimeout(this.#linger);
    this.#linger = undefined;
    return entries;
  }

  #takeReads(): readonly (() => Promise<unknown>)[] {
    const reads = this.#reads;
    this.#reads = [];
    return reads;
  }

  #startReads(reads: readonly (() => Promise<unknown>)[]): void {
    for (const read of reads) {
      const reading = read();
      this.#reading.add(reading);
      void reading.finally(() => this.#reading.delete(reading));
    }
  }

  /** One transaction for all; where that fails, one for each, so that nobody pays for another's mistake. */
  async #commit(entries: readonly Entry[]): Promise<void> {
    const startMs = performance.now();
    let results: readonly unknown[];
    try {
      results = await inTransaction(this.#connection, () => this.#perform(entries));
    } catch (error) {
      return this.#commitSingly(entries, error);
    }
    entries.forEach((entry, index) => {
      entry.done(results[index]);
    });
    this.#options.onCommit({ writes: entries.length, durationMs: performance.now() - startMs });
  }

  async #commitSingly(entries: readonly Entry[], error: unknown): Promise<void> {
    const [first, ...others] = entries;
    if (first !== undefined && others.length === 0) return first.failed(asError(error));
    for (const entry of entries) await this.#commit([entry]);
  }

  async #perform(entries: readonly Entry[]): Promise<readonly unknown[]> {
    const results: unknown[] = [];
    for (const entry of entries) results.push(await entry.perform(this.#connection));
    return results;
  }
}

function closedError(): Error {
  return new Error('the store is closed');
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
