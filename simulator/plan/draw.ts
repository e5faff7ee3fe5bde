import type { Selection } from '../fleet-file/fleet-file.ts';
import { Random } from '../node/random.ts';

/** What a choice among nodes goes by. */
export interface NodeCandidate {
  readonly name: string;
  readonly group: string;
}

/**
 * The nodes that a selection means, in the fleet's order. A share is rounded up.
 * @param seed decides who is drawn where not all are wanted
 */
export function drawNodes<T extends NodeCandidate>(
  nodes: readonly T[],
  { groups, names, percent, count }: Selection,
  ...seed: readonly (string | number)[]
): readonly T[] {
  const isMeant = (node: T): boolean =>
    (groups === undefined && names === undefined) ||
    (groups?.includes(node.group) ?? false) ||
    (names?.includes(node.name) ?? false);
  const meant = nodes.filter(isMeant);
  const wanted = percent === undefined ? (count ?? meant.length) : Math.ceil((meant.length * percent) / 100);
  if (wanted >= meant.length) return meant;
  const drawn = new Set(shuffled(meant, new Random(...seed)).slice(0, wanted));
  return meant.filter((node) => drawn.has(node));
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const rest = [...items];
  return items.map(() => {
    const at = Math.floor(random.next() * rest.length);
    const last = rest.length - 1;
    const drawn = rest[at] as T;
    rest[at] = rest[last] as T;
    rest.pop();
    return drawn;
  });
}
