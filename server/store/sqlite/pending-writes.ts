import type { Connection } from './connection.ts';

/** How changes of one kind that nobody waits for are gathered and then stored by few statements. */
export interface Bulk<Change, Gathered> {
  start(): Gathered;
  add(gathered: Gathered, change: Change): void;
  store(connection: Connection, gathered: Gathered): Promise<void>;
  /** Adds what was gathered later to what was gathered earlier; needed where a queue holds what cannot be stored. */
  merge?(earlier: Gathered, later: Gathered): void;
  /**
   * The bytes of a change, of a kind whose changes are large. While the storage takes nothing, the other kinds are
   * stored first, and of these only so many are held as there may be.
   */
  bytesOf?(change: Change): number;
}

/** One write: its statements, and whom to tell what has become of it. */
export interface PendingWrite {
  readonly perform: (connection: Connection) => Promise<unknown>;
  readonly done: (result: unknown) => void;
  readonly failed: (error: Error) => void;
  /** Told that the write waits until the storage takes it. A write without this fails instead. */
  readonly held?: () => void;
}

interface Gathering {
  readonly bulk: Bulk<never, unknown>;
  readonly gathered: unknown;
}

/** A write in its place. */
export interface Queued extends PendingWrite {
  /** Rises: the order in which writes were asked for. */
  readonly number: number;
  readonly gathering?: Gathering;
  /** Changes that were added, several of one thing counted each. */
  changes: number;
  /** Of large changes. */
  bytes: number;
}

const byNumber = (one: Queued, other: Queued): number => one.number - other.number;
const isLarge = ({ gathering }: Queued): boolean => gathering?.bulk.bytesOf !== undefined;

/** Writes that are not stored yet, in the order in which they were asked for. */
export class PendingWrites {
  #queued: Queued[] = [];
  /** What can still be added to; a write that is waited for closes all, so that order is kept. */
  readonly #open = new Map<object, Queued>();
  #number = 0;

  get isEmpty(): boolean {
    return this.#queued.length === 0;
  }

  /** How many changes wait, and how many bytes the large ones have. */
  get held(): { readonly changes: number; readonly bytes: number } {
    let changes = 0;
    let bytes = 0;
    for (const queued of this.#queued) {
      changes += queued.changes;
      bytes += queued.bytes;
    }
    return { changes, bytes };
  }

  push(write: PendingWrite): void {
    this.#queued.push({ ...write, number: this.#number++, changes: 1, bytes: 0 });
    this.#open.clear();
  }

  /** @param failed told of what was gathered, where it is given up */
  gather<Change, Gathered>(
    bulk: Bulk<Change, Gathered>,
    change: Change,
    failed: (error: Error) => void,
  ): void {
    let queued = this.#open.get(bulk);
    if (queued === undefined) {
      queued = this.#gatheringOf(bulk, failed);
      this.#open.set(bulk, queued);
      this.#queued.push(queued);
    }
    bulk.add(queued.gathering?.gathered as Gathered, change);
    queued.changes += 1;
    queued.bytes += bulk.bytesOf?.(change) ?? 0;
  }

  isGathering(bulk: object): boolean {
    return this.#open.has(bulk);
  }

  /** What waits of one kind, the earliest first. */
  gatheredOf<Gathered>(bulk: Bulk<never, Gathered>): readonly Gathered[] {
    return this.#queued
      .filter(({ gathering }) => gathering?.bulk === bulk)
      .map(({ gathering }) => gathering?.gathered as Gathered);
  }

  takeAll(): readonly Queued[] {
    return this.#take(() => true);
  }

  /** All that are not large. */
  takeSmall(): readonly Queued[] {
    return this.#take((queued) => !isLarge(queued));
  }

  /** Writes that would fail rather than wait. */
  takeUnheld(): readonly Queued[] {
    return this.#take(({ held }) => held === undefined);
  }

  /** Tells every write that can wait that it does. */
  tellHeld(): void {
    for (const { held } of this.#queued) held?.();
  }

  /** Puts writes back into their places. What was gathered of one kind becomes one again, so that waiting costs no more. */
  putBack(writes: readonly Queued[]): void {
    this.#open.clear();
    const merged: Queued[] = [];
    for (const queued of [...writes, ...this.#queued].sort(byNumber)) {
      const { gathering } = queued;
      const earlier = gathering && this.#open.get(gathering.bulk);
      if (gathering?.bulk.merge !== undefined && earlier?.gathering !== undefined) {
        gathering.bulk.merge(earlier.gathering.gathered, gathering.gathered);
        earlier.changes += queued.changes;
        earlier.bytes += queued.bytes;
        continue;
      }
      merged.push(queued);
      if (gathering !== undefined) this.#open.set(gathering.bulk, queued);
    }
    this.#queued = merged;
  }

  #gatheringOf<Change, Gathered>(bulk: Bulk<Change, Gathered>, failed: (error: Error) => void): Queued {
    const gathered = bulk.start();
    return {
      perform: (connection) => bulk.store(connection, gathered),
      done: () => {},
      failed,
      held: () => {},
      number: this.#number++,
      gathering: { bulk: bulk as Bulk<never, unknown>, gathered },
      changes: 0,
      bytes: 0,
    };
  }

  #take(isWanted: (queued: Queued) => boolean): readonly Queued[] {
    const taken = this.#queued.filter(isWanted);
    this.#queued = this.#queued.filter((queued) => !isWanted(queued));
    for (const [bulk, queued] of this.#open) if (isWanted(queued)) this.#open.delete(bulk);
    return taken;
  }
}
