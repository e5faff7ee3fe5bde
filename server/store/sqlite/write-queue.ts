import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Connection } from './connection.ts';
import { type Bulk, PendingWrites, type Queued } from './pending-writes.ts';
import { Retry } from './retry.ts';
import type { Storage } from './storage.ts';
import { inTransaction } from './transaction.ts';

export type { Bulk } from './pending-writes.ts';

export interface QueueOptions {
  /** Told of each write that nobody waits for and that is given up. */
  readonly onError: (error: Error) => void;
  readonly onCommit: (commit: { readonly writes: number; readonly durationMs: number }) => void;
  /** How long changes that nobody waits for may gather. */
  readonly lingerMs?: number;
  /** Default: nobody watches, and a write that fails is given up. */
  readonly storage?: Storage;
}

/** What has become of a write that must not be lost: it is on disk, or waits until the storage takes it. */
export type Kept = 'stored' | 'held';

/** Writes that are not on disk. */
export interface Held {
  /** Several of one thing are counted each. */
  readonly changes: number;
  /** Of the large ones. */
  readonly bytes: number;
}

/**
 * Puts writes into few transactions (group commit) and reads between them, on one connection.
 *
 * All writes that are queued when a transaction begins are committed together, in the order in which they came; what
 * comes meanwhile waits for the next. So a read never sees half a transaction, and a thousand writes cost
 * little more than one flush of the disk.
 *
 * While the storage is in trouble, writes that somebody waits for are refused. The others are held and tried again, ever
 * more seldom; reads do not wait for them, and find them with `heldOf`.
 */
export class WriteQueue {
  readonly #connection: Connection;
  readonly #options: QueueOptions & { readonly lingerMs: number };
  readonly #storage: Storage | undefined;
  readonly #pending = new PendingWrites();
  #reads: (() => Promise<unknown>)[] = [];
  readonly #reading = new Set<Promise<unknown>>();
  /** Somebody waits for the writes, or they have gathered long enough. */
  #due = false;
  #loop: Promise<void> | undefined;
  #linger: NodeJS.Timeout | undefined;
  #closed = false;
  readonly #retry = new Retry(() => this.#hurryRetry());
  #retryDue = false;
  /** The last attempt failed: the next is made when a retry is due. */
  #stuck = false;

  constructor(connection: Connection, options: QueueOptions) {
    this.#connection = connection;
    this.#options = { lingerMs: 50, ...options };
    this.#storage = options.storage;
  }

  get held(): Held {
    return this.#pending.held;
  }

  /**
   * Runs the statements of `perform` in a transaction, perhaps more than once: it must not change anything else. While the
   * storage is in trouble it rejects with the reason.
   */
  write<T>(perform: (connection: Connection) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const refusal = this.#closed ? closedError() : this.#storage?.refusal;
      if (refusal !== undefined) return reject(refusal);
      this.#pending.push({ perform, done: (result) => resolve(result as T), failed: reject });
      this.#hurry();
    });
  }

  /** As `write`, for what must not be lost: while the storage is in trouble it is held. What fails later is told `onError`. */
  keep(perform: (connection: Connection) => Promise<unknown>): Promise<Kept> {
    return new Promise<Kept>((resolve, reject) => {
      if (this.#closed) return reject(closedError());
      let failed: (error: Error) => void = reject;
      const held = () => {
        failed = this.#options.onError;
        resolve('held');
      };
      const done = () => resolve('stored');
      this.#pending.push({ perform, done, failed: (error) => failed(error), held });
      if (this.#stuck) held();
      else this.#hurry();
    });
  }

  /** Stores a change soon, together with others of its kind. */
  writeBehind<Change, Gathered>(bulk: Bulk<Change, Gathered>, change: Change): void {
    const { onError, lingerMs } = this.#options;
    if (this.#closed) {
      onError(closedError());
      return;
    }
    const isInTrouble = this.#storage?.refusal !== undefined;
    const bytes = bulk.bytesOf?.(change) ?? 0;
    if (isInTrouble && bytes > 0 && !this.#storage?.mayHold(bytes, this.held.bytes)) return;
    this.#pending.gather(bulk, change, onError);
    if (isInTrouble) this.#retry.later();
    else this.#linger ??= setTimeout(() => this.#hurry(), lingerMs);
  }

  /** Reads what is committed, after every write that is waited for and every change of the kinds in `bulks`. */
  read<T>(perform: (connection: Connection) => Promise<T>, ...bulks: readonly object[]): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#closed) return reject(closedError());
      const failed = (error: unknown) => reject(this.#storage?.unreadable(error) ?? error);
      this.#reads.push(() => perform(this.#connection).then(resolve, failed));
      const waits =
        this.#storage?.refusal === undefined && bulks.some((bulk) => this.#pending.isGathering(bulk));
      if (waits) this.#hurry();
      else if (this.#loop === undefined) this.#startReads(this.#takeReads());
    });
  }

  /** Within a read: what is not stored yet of one kind of change, the earliest first. */
  heldOf<Gathered>(bulk: Bulk<never, Gathered>): readonly Gathered[] {
    return this.#pending.gatheredOf(bulk);
  }

  /** Resolves when everything queued before is on disk; while the storage is in trouble that may be long. */
  async flushed(): Promise<void> {
    if (this.#pending.isEmpty && this.#loop === undefined) return;
    await new Promise<void>((resolve, reject) => {
      if (this.#closed) return reject(closedError());
      const perform = async () => {};
      this.#pending.push({ perform, done: () => resolve(), failed: reject, held: () => {} });
      if (!this.#stuck) this.#hurry();
    });
  }

  /** The storage has found trouble by itself: has it tried again. */
  tryLater(): void {
    if (!this.#closed) this.#retry.later();
  }

  /** Commits what is queued, and refuses what comes after. Gives what the storage has not taken, which is lost. */
  async close(): Promise<Held> {
    this.#closed = true;
    this.#retry.reset();
    if (!this.#pending.isEmpty) this.#hurryRetry();
    while (this.#loop !== undefined) await this.#loop;
    await Promise.all(this.#reading);
    this.#retry.reset();
    const lost = this.held;
    for (const { failed } of this.#pending.takeAll()) failed(this.#storage?.refusal ?? closedError());
    return lost;
  }

  #hurryRetry(): void {
    this.#retryDue = true;
    this.#hurry();
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
        await this.#write();
      }
      this.#startReads(reads);
    }
    this.#loop = undefined;
  }

  async #write(): Promise<void> {
    this.#due = false;
    clearTimeout(this.#linger);
    this.#linger = undefined;
    const isRetry = this.#retryDue;
    this.#retryDue = false;
    if (this.#storage?.refusal !== undefined) return this.#writeInTrouble(this.#storage, isRetry);
    await this.#commit(this.#pending.takeAll());
    // where trouble has just begun, there may be room for what is small
    if (this.#storage?.refusal !== undefined) await this.#commit(this.#pending.takeSmall());
    if (this.#stuck) this.#pending.tellHeld();
  }

  /** What is small is stored as soon as it can be, what is large when there is room again. */
  async #writeInTrouble(storage: Storage, isRetry: boolean): Promise<void> {
    if (this.#stuck && !isRetry) return;
    this.#stuck = false;
    const hasRoom = async () => !this.#stuck && (await storage.tryAgain(this.#connection));
    await this.#commit(this.#pending.takeSmall());
    if (this.#stuck) this.#pending.tellHeld();
    if (isRetry && (await hasRoom())) {
      await this.#commit(this.#pending.takeAll());
      if (await hasRoom()) {
        this.#retry.reset();
        storage.recovered();
        return;
      }
    }
    this.#retry.later();
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
  async #commit(writes: readonly Queued[]): Promise<void> {
    if (writes.length === 0) return;
    const startMs = performance.now();
    let results: readonly unknown[];
    try {
      results = await inTransaction(this.#connection, () => this.#perform(writes));
    } catch (error) {
      const refusal = this.#storage?.failed(error);
      return refusal === undefined ? this.#commitSingly(writes, error) : this.#hold(writes, refusal);
    }
    this.#stuck = false;
    const unsafe = await this.#storage?.committed(this.#connection);
    for (const [index, { done, failed, held }] of writes.entries()) {
      if (unsafe !== undefined && held === undefined) failed(unsafe);
      else done(results[index]);
    }
    this.#options.onCommit({ writes: writes.length, durationMs: performance.now() - startMs });
    if (this.#storage?.refusal !== undefined) this.#retry.later();
  }

  async #commitSingly(writes: readonly Queued[], error: unknown): Promise<void> {
    const [first, ...others] = writes;
    if (first !== undefined && others.length === 0) return first.failed(asError(error));
    for (const [index, write] of writes.entries()) {
      await this.#commit([write]);
      const { refusal } = this.#storage ?? {};
      if (this.#stuck && refusal !== undefined) return this.#hold(writes.slice(index + 1), refusal);
    }
  }

  /** The storage takes nothing: those who wait are told, and the rest is held. */
  #hold(writes: readonly Queued[], refusal: Error): void {
    this.#stuck = true;
    this.#pending.putBack(writes);
    for (const { failed } of this.#pending.takeUnheld()) failed(refusal);
    this.#retry.later();
  }

  async #perform(writes: readonly Queued[]): Promise<readonly unknown[]> {
    const results: unknown[] = [];
    for (const write of writes) results.push(await write.perform(this.#connection));
    return results;
  }
}

function closedError(): Error {
  return new Error('the store is closed');
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
