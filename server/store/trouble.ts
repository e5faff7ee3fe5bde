import { formatHttpDate } from '../../protocol/time/dates.ts';
import type { StorageFault } from './sqlite/storage.ts';
import type { Held } from './sqlite/write-queue.ts';

/** Why the server cannot store, the gravest last: `gone` is a database that is no longer in its place. */
export const TROUBLE_KINDS = ['full', 'unwritable', 'damaged', 'gone'] as const satisfies readonly (
  | StorageFault
  | 'gone'
)[];

export type TroubleKind = (typeof TROUBLE_KINDS)[number];

/** What keeps the server from storing. */
export interface Trouble {
  readonly kind: TroubleKind;
  readonly sinceMs: number;
  /** The error that told of it, where there was one. */
  readonly cause?: unknown;
}

/** How it stands with the database and its disk. */
export interface StoreHealth {
  /** Why nothing new is stored; undefined: all is well. */
  readonly trouble: Trouble | undefined;
  /** What is not on disk yet; once the store is closed, what is lost. */
  readonly held: Held;
}

/** What is wrong and what to do. */
const SENTENCES: Readonly<Record<TroubleKind, string>> = {
  full: 'the disk of the server is full: make room on it',
  unwritable: 'the server cannot write its database: see to its disk',
  damaged:
    'the database of the server is damaged: stop the server, and save what can be read with push-harness check-data',
  gone: 'the database of the server was deleted, moved or replaced while it ran: put it back, or start the server again',
};

/** For whoever runs the server, and for whoever asks it to store something. */
export function troubleSentence(kind: TroubleKind): string {
  return `nothing new is stored at present, since ${SENTENCES[kind]}`;
}

/** What a server that has stopped leaves unstored, for whoever ran it; undefined where nothing is lost. */
export function lossSentence({ trouble, held }: StoreHealth): string | undefined {
  if (trouble?.kind === 'gone') {
    const since = formatHttpDate(trouble.sinceMs);
    return `Its database was deleted, moved or replaced while it ran, which was found at ${since}: what is not in a file that was moved is lost`;
  }
  if (trouble === undefined || held.changes === 0) return undefined;
  const what = held.changes === 1 ? 'A change is' : `${held.changes} changes are`;
  return `${what} lost, of jobs and nodes, since ${SENTENCES[trouble.kind]}`;
}

/** A write was refused, and nothing of it is stored. */
export class CannotStore extends Error {
  override readonly name = 'CannotStore';
  readonly kind: TroubleKind;

  constructor(kind: TroubleKind, options?: ErrorOptions) {
    super(troubleSentence(kind), options);
    this.kind = kind;
  }
}

/** What is stored could not be read. */
export class CannotRead extends Error {
  override readonly name = 'CannotRead';

  constructor(kind: TroubleKind, options?: ErrorOptions) {
    super(`what is stored cannot be read at present, since ${SENTENCES[kind]}`, options);
  }
}
