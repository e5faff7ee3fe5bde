import type { Suggest } from '../../files/settings/schema-check.ts';
import { fitsPattern, isPattern } from '../fleet/name-pattern.ts';
import type { Selection } from '../fleet-file/fleet-file.ts';
import { oneOf } from '../fleet-file/raw-parts.ts';
import { drawNodes, type NodeCandidate } from '../plan/draw.ts';

/** Nodes that words mean, or why they mean none. The text is for people. */
export type Meant<T> =
  | { readonly ok: true; readonly nodes: readonly T[] }
  | { readonly ok: false; readonly problem: string };

/** Among whom is chosen, and how. */
export interface Choosing<T> {
  /** Those that are there. */
  readonly there: readonly T[];
  /** Names of all groups. */
  readonly groups: readonly string[];
  readonly suggest: Suggest;
  /** Decides who is drawn where not all are wanted. */
  readonly seed: readonly (string | number)[];
}

/**
 * The nodes that are meant by `all`, a group, a name, a pattern such as `web-*`, a number of nodes or a share such as `5%`; several with
 * commas between them. @param group a number or a share is of this group alone
 */
export function nodesMeant<T extends NodeCandidate>(
  who: string,
  group: string | undefined,
  { there, groups, suggest, seed }: Choosing<T>,
): Meant<T> {
  if (group !== undefined && !groups.includes(group))
    return { ok: false, problem: noGroup(group, groups, suggest) };
  const among = group === undefined ? there : there.filter((node) => node.group === group);
  const found = new Set<T>();
  for (const [index, word] of who.split(',').entries()) {
    const meant = meantBy(word, among, { there, groups, suggest, seed: [...seed, index] });
    if (!meant.ok) return meant;
    for (const node of meant.nodes) found.add(node);
  }
  return { ok: true, nodes: [...found] };
}

/** The sentence about a group that does not exist. */
export function noGroup(name: string, groups: readonly string[], suggest: Suggest): string {
  return `There is no group ${name}: ${oneOf(name, groups, suggest)}${groups.length === 0 ? ' in this fleet' : ''}`;
}

function meantBy<T extends NodeCandidate>(
  word: string,
  among: readonly T[],
  { groups, suggest, seed }: Choosing<T>,
): Meant<T> {
  const drawn = (selection: Selection): Meant<T> => ({
    ok: true,
    nodes: drawNodes(among, selection, ...seed),
  });
  if (word === 'all') return drawn({});
  const [, amount, isShare] = /^(\d{1,9}(?:\.\d{1,9})?)(%?)$/.exec(word) ?? [];
  if (amount !== undefined) {
    const number = Number(amount);
    if (isShare) {
      return number > 100
        ? { ok: false, problem: `${word} of the nodes is more than all: give 100% at most` }
        : drawn({ percent: number });
    }
    if (Number.isInteger(number) && number <= among.length) return drawn({ count: number });
    const there = among.length === 1 ? 'one node is' : `${among.length} nodes are`;
    return { ok: false, problem: `${word} nodes cannot be chosen: ${there} there` };
  }
  if (groups.includes(word)) return { ok: true, nodes: among.filter((node) => node.group === word) };
  const nodes = among.filter(({ name }) => (isPattern(word) ? fitsPattern(word, name) : name === word));
  if (nodes.length > 0) return { ok: true, nodes };
  const names = [...groups, ...among.map(({ name }) => name)];
  const meant = isPattern(word) ? undefined : suggest(word, names);
  const remedy =
    meant === undefined
      ? 'give a group, a name, a pattern, a number, a share such as 5%, or all'
      : `did you mean ${meant}?`;
  return { ok: false, problem: `No node that is there is meant by ${word}: ${remedy}` };
}
