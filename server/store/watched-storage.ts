import type { Clock, Timer } from '../../protocol/time/clock.ts';
import type { DatabasePlace } from './database-place.ts';
import { checkpoint, hasRoom } from './room.ts';
import type { Connection } from './sqlite/connection.ts';
import { type Storage, storageFault } from './sqlite/storage.ts';
import { CannotRead, CannotStore, TROUBLE_KINDS, type Trouble, type TroubleKind } from './trouble.ts';

/** Between two looks whether what was committed can be moved into the database. */
const CHECKPOINT_MS = 1_000;
/** Between two looks whether the database is in its place, beside those after each commit. */
const LOOK_MS = 1_000;

/** The end of a time in which nothing new was stored. */
export interface Recovery {
  readonly from: Trouble;
  readonly durationMs: number;
  /** Large changes that were given up meanwhile. */
  readonly dropped: number;
}

export interface WatchedStorageOptions {
  /** Path of the database, or `:memory:`. */
  readonly file: string;
  /** Where it was opened; undefined for one in memory. */
  readonly place: DatabasePlace | undefined;
  readonly clock: Clock;
  /** Bytes of large changes that are held while nothing is stored. */
  readonly maxHeldBytes: number;
  /** Once for each kind of trouble in an episode. */
  readonly onTrouble: (trouble: Trouble) => void;
  readonly onRecovery: (recovery: Recovery) => void;
  /** Each large change that is given up. */
  readonly onDropped: () => void;
}

/** The database file and its disk: what is wrong with them, from the first failure until all that was held is stored. */
export class WatchedStorage implements Storage {
  readonly #options: WatchedStorageOptions;
  #trouble: Trouble | undefined;
  #startedMs = 0;
  #dropped = 0;
  #checkpointMs = 0;
  #look: Timer | undefined;

  constructor(options: WatchedStorageOptions) {
    this.#options = options;
  }

  /** Looks from time to time whether the database is in its place. @param found called when it is not */
  watch(found: () => void): void {
    const { clock, place } = this.#options;
    if (place === undefined) return;
    const look = async () => {
      if (!(await this.#isInPlace())) found();
      if (this.#look !== undefined) this.watch(found);
    };
    this.#look = clock.after(LOOK_MS, () => void look());
  }

  stop(): void {
    this.#look?.cancel();
    this.#look = undefined;
  }

  get trouble(): Trouble | undefined {
    return this.#trouble;
  }

  get refusal(): Error | undefined {
    return this.#trouble && new CannotStore(this.#trouble.kind, this.#trouble);
  }

  failed(error: unknown): Error | undefined {
    const kind = storageFault(error);
    if (kind === undefined) return undefined;
    this.#begin(kind, error);
    return new CannotStore(kind, { cause: error });
  }

  unreadable(error: unknown): Error | undefined {
    const kind = storageFault(error);
    if (kind === undefined) return undefined;
    this.#begin(kind, error);
    return new CannotRead(kind, { cause: error });
  }

  async committed(connection: Connection): Promise<Error | undefined> {
    if (!(await this.#isInPlace())) return new CannotStore('gone');
    const { clock } = this.#options;
    if (clock.monotonic() - this.#checkpointMs >= CHECKPOINT_MS) {
      this.#checkpointMs = clock.monotonic();
      // what was committed is safe in the log, whatever comes of this
      await checkpoint(connection).catch((error: unknown) => this.failed(error));
    }
    return undefined;
  }

  async tryAgain(connection: Connection): Promise<boolean> {
    if (this.#trouble?.kind === 'damaged') return false;
    try {
      if (!(await this.#isInPlace())) return false;
      return await hasRoom(connection, this.#options.file);
    } catch (error) {
      this.failed(error);
      return false;
    }
  }

  mayHold(bytes: number, heldBytes: number): boolean {
    const { maxHeldBytes, onDropped } = this.#options;
    if (heldBytes + bytes <= maxHeldBytes) return true;
    this.#dropped += 1;
    onDropped();
    return false;
  }

  recovered(): void {
    const from = this.#trouble;
    if (from === undefined) return;
    this.#trouble = undefined;
    const durationMs = this.#options.clock.monotonic() - this.#startedMs;
    this.#options.onRecovery({ from, durationMs, dropped: this.#dropped });
  }

  async #isInPlace(): Promise<boolean> {
    const isThere = (await this.#options.place?.isThere()) ?? true;
    if (!isThere) this.#begin('gone');
    return isThere;
  }

  /** A graver trouble takes the place of a lesser one, never the other way round. */
  #begin(kind: TroubleKind, cause?: unknown): void {
    const { clock, onTrouble } = this.#options;
    const before = this.#trouble;
    if (before !== undefined && TROUBLE_KINDS.indexOf(kind) <= TROUBLE_KINDS.indexOf(before.kind)) return;
    if (before === undefined) {
      this.#startedMs = clock.monotonic();
      this.#dropped = 0;
    }
    this.#trouble = { kind, sinceMs: before?.sinceMs ?? clock.now(), cause };
    onTrouble(this.#trouble);
  }
}
