import { isDeepStrictEqual } from 'node:util';
import type { DialectName } from '../../protocol/dialect-name.ts';
import { isFields } from '../../protocol/wire/fields.ts';
import { DIALECT_ROWS, type DialectPair, type DialectRow } from './dialect-rows.ts';
import type { KnownDifference, PlaceDifference } from './divergence.ts';
import { ACKS_PLACE, HEARTBEATS_PLACE } from './frame-places.ts';
import { comparedText } from './plain-value.ts';
import { PLACE_KINDS, type PlaceKind, type Seen, type SeenPlace, type SeenScript } from './seen-place.ts';

/** Quirks that explain why one target was seen to do this and the other that; undefined where none does. */
export type RecogniseQuirks = (
  first: Seen | undefined,
  second: Seen | undefined,
) => KnownDifference | undefined;

/** What is known of the two sides of a comparison. */
export interface ComparedSides {
  readonly dialects: readonly [first: DialectName, second: DialectName];
  readonly recognise: RecogniseQuirks;
}

/** Every place at which the two differ, in the order of the first's script: an entry for each, known or not. */
export function compareScripts(
  first: SeenScript,
  second: SeenScript,
  sides: ComparedSides,
): readonly PlaceDifference[] {
  const places = new Set([...first.keys(), ...second.keys()]);
  return [...places]
    .flatMap((place) => {
      const [one, other] = [first.get(place), second.get(place)];
      const { kind = 'request' } = one ?? other ?? {};
      const both: Both = [one?.seen ?? [], other?.seen ?? []];
      return differencesAt({ kind, place }, both, comparedLength(kind, place, both, [first, second]), sides);
    })
    .toSorted((one, other) => PLACE_KINDS.indexOf(one.kind) - PLACE_KINDS.indexOf(other.kind));
}

type Both = readonly [first: readonly Seen[], second: readonly Seen[]];

/**
 * How much of both can be compared. A feed that both have read to its end is there in full, and so are the frames to a node. What was
 * asked of one target alone was the script's decision, and a feed may have been left before the rest came.
 */
function comparedLength(
  kind: PlaceKind,
  place: string,
  [one, other]: Both,
  scripts: readonly [SeenScript, SeenScript],
): number {
  const isWhole =
    kind === 'feed' ? scripts.every((script) => isReadToItsEnd(place, script)) : kind !== 'request';
  const isWaitedFor = !(place === HEARTBEATS_PLACE || place.startsWith(ACKS_PLACE));
  return isWhole && isWaitedFor ? Math.max(one.length, other.length) : Math.min(one.length, other.length);
}

/** A place of a feed, `FEED` or `FEED, NODE`. The summary comes to whoever asks again. */
function isReadToItsEnd(place: string, script: SeenScript): boolean {
  const [feed = ''] = place.split(', ', 1);
  if (place.endsWith(', summary')) return false;
  const events = script.get(feed)?.seen ?? [];
  return events.some(({ value }) => isFields(value) && value.event === 'job_complete') && feed.includes('/');
}

function differencesAt(
  at: Pick<SeenPlace, 'kind' | 'place'>,
  [one, other]: Both,
  length: number,
  sides: ComparedSides,
): readonly PlaceDifference[] {
  const found: PlaceDifference[] = [];
  for (let index = 0; index < length; index += 1) {
    const pair = [one[index], other[index]] as const;
    if (comparedText(pair[0]?.value) === comparedText(pair[1]?.value)) continue;
    const known = knownAt(at.place, pair, sides);
    found.push({ ...at, index, first: pair[0], second: pair[1], known });
    // behind a difference that is news all is news
    if (known === undefined) break;
  }
  return oneOfEach(found);
}

/** A place is told once for each reason. */
function oneOfEach(found: readonly PlaceDifference[]): readonly PlaceDifference[] {
  const reasons = new Map(found.toReversed().map((each) => [JSON.stringify(each.known), each]));
  return [...reasons.values()].toReversed();
}

function knownAt(
  place: string,
  [first, second]: readonly [Seen | undefined, Seen | undefined],
  { dialects, recognise }: ComparedSides,
): KnownDifference | undefined {
  const rows = rowsBetween(place, first?.value, second?.value, dialects);
  return rows === undefined ? recognise(first, second) : { by: 'dialect', rows };
}

/** The fewest rows that leave no difference; undefined where all of them leave one, or the dialects are the same. */
export function rowsBetween(
  place: string,
  first: unknown,
  second: unknown,
  [one, other]: ComparedSides['dialects'],
): readonly string[] | undefined {
  if (one === other || first === undefined || second === undefined) return undefined;
  const pair =
    one === 'documented' ? { documented: first, shipped: second } : { documented: second, shipped: first };
  let rows = DIALECT_ROWS.filter(({ at }) => at.test(place));
  if (!isReconciled(pair, rows)) return undefined;
  for (const row of rows) {
    const without = rows.filter((each) => each !== row);
    if (isReconciled(pair, without)) rows = without;
  }
  return rows.map(({ row }) => row);
}

function isReconciled(pair: DialectPair, rows: readonly DialectRow[]): boolean {
  const { documented, shipped } = rows.reduce((left, { reconcile }) => reconcile(left), pair);
  // a key that was taken out and one that never was are the same; their order may have changed
  return isDeepStrictEqual(documented, shipped);
}
