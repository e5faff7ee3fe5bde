import type { JournalEntry } from '../journal/entry.ts';
import { feedPlaces } from './feed-places.ts';
import { framePlaces } from './frame-places.ts';
import { masksOf, startedJobs } from './masks.ts';
import { requestPlaces } from './request-places.ts';
import type { SeenScript } from './seen-place.ts';

/** What the journal of a script shows, by place. */
export function seeScript(
  entries: readonly JournalEntry[],
  others?: ReadonlyMap<string, string>,
): SeenScript {
  const mask = masksOf(entries, others);
  const jobs = new Set(startedJobs(entries));
  const nodes = new Set(entries.flatMap(({ node }) => (node === undefined ? [] : [node])));
  const places = [
    ...requestPlaces(entries, mask, (list, name) => (list === 'jobs' ? jobs : nodes).has(name)),
    ...feedPlaces(entries, mask, (job) => jobs.has(job)),
    ...framePlaces(entries, mask),
  ];
  return new Map(places.map((each) => [each.place, each]));
}
