import type { JournalExchange } from './exchanges.ts';
import type { PlainValue } from './plain-value.ts';

/** What kind of place it is, in the order in which places are told. */
export const PLACE_KINDS = ['request', 'feed', 'frames', 'verdict'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** One thing that was seen at a place. */
export interface Seen {
  readonly value: PlainValue;
  /** What people are told beside it, and nobody compares: how a scenario failed. */
  readonly note?: string;
  /** Of a request, as it went over the wire: what a quirk is recognised by. */
  readonly exchange?: JournalExchange;
}

/** A place of a script: a request by its path and signer, a feed, the frames that a node was sent. Equal names are one place. */
export interface SeenPlace {
  readonly kind: PlaceKind;
  /** `GET /organizations/org/pushy/jobs as admin`, `feed job_status_feed/<job 1>, web1`, `frames to web1`. */
  readonly place: string;
  /** In order. */
  readonly seen: readonly Seen[];
}

/** What was seen of one script at one target, by place. */
export type SeenScript = ReadonlyMap<string, SeenPlace>;
