/** What an entry is: a message over ZeroMQ, a REST request or its answer, an event that a feed's reader was given. */
export const KINDS = ['frame', 'request', 'event'] as const;
export type EntryKind = (typeof KINDS)[number];

/** Seen from the nodes and clients: `out` goes to the server. */
export type Direction = 'in' | 'out';

/** One thing that went over the wire. Holds no private key, no session key and no header of a request. */
export interface JournalEntry {
  /** Milliseconds since the Unix epoch. */
  readonly atMs: number;
  readonly kind: EntryKind;
  readonly direction: Direction;
  /** The node that it is about; undefined where it is about none, or about many. */
  readonly node: string | undefined;
  /** Of requests and events, what it is, such as `GET /organizations/dev/pushy/jobs as admin`; of a message, its first frame. */
  readonly subject: string;
  /** What was carried, cut where it is long; empty where nothing was. Of a message, the frames behind the first. */
  readonly body: string;
  /** Of an answer, its headers: a JSON object, names in lower case. Absent of all else, and in journals of before. */
  readonly headers?: string | undefined;
}
