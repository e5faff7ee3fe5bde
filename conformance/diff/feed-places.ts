import { type Fields, isFields } from '../../protocol/wire/fields.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { MaskText } from './masks.ts';
import { plainBody } from './plain-value.ts';
import type { Seen, SeenPlace } from './seen-place.ts';

const SUBJECT = /^(\S*) (\S*) of (\S+)$/;

interface ReadEvent {
  readonly event: string;
  readonly id: string;
  readonly path: string;
  readonly text: string;
  readonly data: Fields;
}

/**
 * For each feed a place of what is about no node, one for each node, and one of the forms of ids. Events of several nodes may come
 * in any order; those of one node may not, and each says what the job was at before it. What several readers
 * were given is there once.
 * @param isOurs of the id of a job: others may tell of theirs in the feed of an organisation
 */
export function feedPlaces(
  entries: readonly JournalEntry[],
  mask: MaskText,
  isOurs: (job: string) => boolean,
): readonly SeenPlace[] {
  const places = new Map<string, Seen[]>();
  const add = (place: string, value: unknown): void => {
    places.set(place, [...(places.get(place) ?? []), { value }]);
  };
  const stages = new Map<string, string>();
  const known = new Set<string>();
  for (const { event, id, path, text, data } of eventsIn(entries)) {
    const { job, node } = data;
    if (typeof job === 'string' && !isOurs(job)) continue;
    const key = `${path} ${id} ${text}`;
    if (known.has(key)) continue;
    known.add(key);
    const feed = `feed ${mask(path.replace(/^.*?\/pushy\//, '').replace('jobs_status_feed', 'job_status_feed'))}`;
    const value = { event, data: plainBody(text, mask) };
    if (typeof node === 'string')
      add(`${feed}, ${mask(node)}`, { after: stages.get(path) ?? 'nothing', ...value });
    else {
      // these come to whoever reads later: their place is not in the middle of what others read
      const isOfReader = event === 'summary' || event === 'start_of_history';
      add(isOfReader ? `${feed}, ${event}` : feed, value);
      if (!isOfReader) stages.set(path, event);
    }
  }
  return [...places].map(([place, seen]) => ({ kind: 'feed', place, seen }));
}

function eventsIn(entries: readonly JournalEntry[]): readonly ReadEvent[] {
  return entries.flatMap(({ kind, subject, body }) => {
    const [, event = '', id = '', path] = (kind === 'event' && SUBJECT.exec(subject)) || [];
    if (path === undefined) return [];
    return [{ event, id, path, text: body, data: dataOf(body) }];
  });
}

function dataOf(text: string): Fields {
  try {
    const data: unknown = JSON.parse(text);
    return isFields(data) ? data : {};
  } catch {
    // it was cut
    return {};
  }
}
