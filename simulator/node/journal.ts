import type { RefusalReason } from '../../protocol/wire/parsed.ts';
import type { CommandResult } from '../commands/command.ts';
import type { ServerCommand } from './incoming.ts';
import type { Send } from './planned.ts';
import type { NodeStatus } from './status.ts';

/** Something that a node did or met. */
export type JournalEvent =
  | { readonly what: 'sent'; readonly message: Send }
  | { readonly what: 'received'; readonly message: ServerCommand }
  | { readonly what: 'refused'; readonly reason: RefusalReason }
  | { readonly what: 'configFailed'; readonly error: unknown }
  | { readonly what: 'commandEnded'; readonly jobId: string; readonly result: CommandResult }
  /** One of its own intervals is over, whether it sends a heartbeat then or not. */
  | { readonly what: 'intervalOver' }
  | { readonly what: 'status'; readonly status: NodeStatus };
export type NodeJournalEntry = JournalEvent & {
  /** Milliseconds since the Unix epoch. */ readonly atMs: number;
};

interface Waiter {
  readonly matches: (entry: NodeJournalEntry) => boolean;
  readonly resolve: (entry: NodeJournalEntry) => void;
}

/** What a node did and met last, and a way to wait for what comes. */
export class NodeJournal {
  readonly #capacity: number;
  #entries: NodeJournalEntry[] = [];
  readonly #waiters = new Set<Waiter>();

  /** @param capacity entries that are kept; 0 keeps none, and waiting still works */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Oldest first. */
  get entries(): readonly NodeJournalEntry[] {
    return this.#entries;
  }

  /** False where an entry would be of no use to anybody. */
  get isRead(): boolean {
    return this.#capacity > 0 || this.#waiters.size > 0;
  }

  record(entry: NodeJournalEntry): void {
    if (this.#capacity > 0) {
      this.#entries.push(entry);
      // trimmed by the half, so that a full journal does not move its entries each time
      if (this.#entries.length >= 2 * this.#capacity) this.#entries = this.#entries.slice(-this.#capacity);
    }
    for (const waiter of this.#waiters) {
      if (!waiter.matches(entry)) continue;
      this.#waiters.delete(waiter);
      waiter.resolve(entry);
    }
  }

  /** The first entry that matches, of those kept or of those to come. Rejects with the signal's reason. */
  until(matches: (entry: NodeJournalEntry) => boolean, signal?: AbortSignal): Promise<NodeJournalEntry> {
    const known = this.#entries.find(matches);
    return known ? Promise.resolve(known) : this.next(matches, signal);
  }

  /** The first entry to come that matches. Rejects with the signal's reason. */
  next(matches: (entry: NodeJournalEntry) => boolean, signal?: AbortSignal): Promise<NodeJournalEntry> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        matches,
        resolve: (entry) => {
          signal?.removeEventListener('abort', giveUp);
          resolve(entry);
        },
      };
      const giveUp = () => {
        this.#waiters.delete(waiter);
        reject(signal?.reason);
      };
      this.#waiters.add(waiter);
      if (signal?.aborted) giveUp();
      else signal?.addEventListener('abort', giveUp, { once: true });
    });
  }
}
