import type { JournalEntry } from '../journal/entry.ts';
import { isHeartbeatEntry } from '../journal/summary.ts';
import type { MaskText } from './masks.ts';
import { comparedText, plainBody } from './plain-value.ts';
import type { Seen, SeenPlace } from './seen-place.ts';

/** The signature and nothing else: who verifies it is the node, which does not answer what has a wrong one. Source: protocol §4 */
const SIGNATURE = /((?:Signature|SignedChecksum):)[\w+/=]+/;

/** What the server tells all nodes. How often depends on the time that the script took. */
export const HEARTBEATS_PLACE = 'heartbeats';

/** What a node is told that has come from elsewhere, which it may do at any time. */
export const ACKS_PLACE = 'acks to ';

/**
 * For each node a place of what the server has sent it, one of acks, and for all one of heartbeats. A frame that comes again and again,
 * as an abort does until it is answered, is there once; aborts at the end are left out: the script may have ended before them.
 */
export function framePlaces(entries: readonly JournalEntry[], mask: MaskText): readonly SeenPlace[] {
  const places = new Map<string, Seen[]>();
  for (const entry of entries) {
    const { kind, direction, node = '', subject, body } = entry;
    if (kind !== 'frame' || direction !== 'in') continue;
    const value = { header: subject.replace(SIGNATURE, '$1<signature>'), body: plainBody(body, mask) };
    const place = placeOf(isHeartbeatEntry(entry) ? 'heartbeat' : Object(value.body).type, mask(node));
    const seen = places.get(place) ?? [];
    places.set(place, seen);
    const before = place.startsWith('frames') ? seen.slice(-1) : seen;
    if (!before.some((each) => comparedText(each.value) === comparedText(value))) seen.push({ value });
  }
  return [...places].map(([place, seen]) => ({ kind: 'frames', place, seen: withoutLastAborts(seen) }));
}

function placeOf(type: unknown, node: string): string {
  if (type === 'heartbeat') return HEARTBEATS_PLACE;
  return type === 'ack' ? `${ACKS_PLACE}${node}` : `frames to ${node}`;
}

function withoutLastAborts(seen: readonly Seen[]): readonly Seen[] {
  const last = seen.findLastIndex(({ value }) => Object(Object(value).body).type !== 'abort');
  return seen.slice(0, last + 1);
}
