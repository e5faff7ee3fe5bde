import { parseDuration } from '../../files/settings/duration.ts';
import type { FileProblem } from '../../files/settings/file-problem.ts';
import type { Suggest } from '../../files/settings/schema-check.ts';
import type { BehaviourChoice } from '../behaviours/choose.ts';
import type { Selection } from './fleet-file.ts';
import type { RawBehaviour, RawSelection } from './raw-fleet.ts';

/** Collects what is wrong, under the path it is called with. */
export type Complain = (path: FileProblem['path'], text: string) => void;

/** Milliseconds of a duration that the schema has allowed. */
export function optionalMs(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseDuration(text);
}

/** The selection as it is used; the schema has checked its parts. */
export function readSelection({ groups, names, percent, count }: RawSelection = {}): Selection {
  return {
    ...(groups && { groups }),
    ...(names && { names }),
    ...(percent !== undefined && { percent }),
    ...(count !== undefined && { count }),
  };
}

/** Behaviours with their options. */
export function readBehaviours(raw: readonly RawBehaviour[]): readonly BehaviourChoice[] {
  return raw.flatMap((each): readonly BehaviourChoice[] =>
    typeof each === 'string' ? [each] : Object.entries(each).map(([name, options]) => ({ name, options })),
  );
}

/** Complains about groups that do not exist, and parts that exclude each other. */
export function onlyKnownGroups(
  selection: RawSelection | undefined,
  known: readonly string[],
  path: FileProblem['path'],
  complain: Complain,
  suggest: Suggest,
): void {
  selection?.groups?.forEach((name, index) => {
    if (known.includes(name)) return;
    complain([...path, 'groups', index], `is '${name}', which is no group: ${oneOf(name, known, suggest)}`);
  });
  if (selection?.percent !== undefined && selection.count !== undefined)
    complain(path, 'has both percent and count: leave one out');
}

/** The remedy for a name that is none of those there are. */
export function oneOf(name: string, known: readonly string[], suggest: Suggest): string {
  const meant = suggest(name, known);
  if (meant !== undefined) return `did you mean ${meant}?`;
  return known.length === 0 ? 'there is none' : `there are ${known.join(', ')}`;
}
