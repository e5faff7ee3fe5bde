import type { PlaceKind, Seen } from './seen-place.ts';

/** Why a difference is none that anybody has to look at. */
export type KnownDifference = DialectDifference | QuirkDifference;

/** Rows of the protocol's tables by which the dialects differ. */
export interface DialectDifference {
  readonly by: 'dialect';
  readonly rows: readonly string[];
}

/** Quirks that one of the two has. */
export interface QuirkDifference {
  readonly by: 'quirk';
  readonly names: readonly string[];
  readonly of: 'first' | 'second';
}

/** A place at which two targets were seen to do different things. */
export interface PlaceDifference {
  readonly kind: PlaceKind;
  readonly place: string;
  /** The first of what was seen there that differs, from 0. */
  readonly index: number;
  /** Undefined where the target had no more. */
  readonly first: Seen | undefined;
  readonly second: Seen | undefined;
  /** Undefined: nothing that is known explains it. */
  readonly known: KnownDifference | undefined;
}
