import type { FleetFigures } from '../../../simulator/run/fleet-figures.ts';
import type { CountedError } from './view-figures.ts';

/** Counters of what nodes met, and what they say. */
const KINDS: Readonly<Record<string, string>> = {
  'config_failed.': 'configs or connections not had',
  'refused.': 'messages of the server refused',
};

/** What went wrong with nodes, by kind. */
export function nodeErrors(counters: FleetFigures['counters']): readonly CountedError[] {
  return Object.entries(counters).flatMap(([name, count]) =>
    Object.entries(KINDS).flatMap(([prefix, what]) =>
      name.startsWith(prefix) ? [{ what: `${what}: ${name.slice(prefix.length)}`, count }] : [],
    ),
  );
}

/** Those that there are, the most frequent first. */
export function sortedErrors(errors: readonly CountedError[]): readonly CountedError[] {
  return errors.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count);
}
