import type { PlannedNode } from '../plan/planned-node.ts';
import { shareOut } from './share-out.ts';

/** Who there is to scale with. */
export interface ScaledFleet {
  /** In the order in which they came. */
  readonly there: readonly PlannedNode[];
  /** Who left last first. */
  readonly away: readonly PlannedNode[];
  /** Still to come, in the order of the plan. */
  readonly planned: readonly PlannedNode[];
  /** Groups among which the difference is shared out, with their nodes in the plan. */
  readonly groups: readonly { readonly name: string; readonly count: number }[];
}

/** What brings a fleet to a number of nodes. */
export interface Scaling {
  readonly leave: readonly PlannedNode[];
  readonly comeBack: readonly PlannedNode[];
  /** Nodes of the plan that come now. */
  readonly come: readonly PlannedNode[];
  /** How many new ones each group needs besides, by its name. */
  readonly fresh: ReadonlyMap<string, number>;
}

/**
 * Who comes and who leaves for a number of nodes. What leaves is shared out by what is there, and who came last leaves first. Who left
 * last comes back first, then come those of the plan in its order, then new ones, shared out by the plan. So groups keep their proportions
 * and nobody leaves where more are wanted.
 */
export function scaling({ there, away, planned, groups }: ScaledFleet, wanted: number): Scaling {
  const of = (nodes: readonly PlannedNode[], name: string) => nodes.filter(({ group }) => group === name);
  const present = groups.map(({ name }) => of(there, name));
  const count = present.reduce((sum, nodes) => sum + nodes.length, 0);
  if (wanted <= count) {
    const shares = shareOut(
      count - wanted,
      present.map(({ length }) => length),
    );
    const leave = present.flatMap((nodes, index) => nodes.slice(nodes.length - (shares[index] ?? 0)));
    return { leave, comeBack: [], come: [], fresh: new Map() };
  }
  const need = wanted - count;
  const known = new Set(groups.map(({ name }) => name));
  const isMeant = ({ group }: PlannedNode) => known.has(group);
  const comeBack = away.filter(isMeant).slice(0, need);
  const come = planned.filter(isMeant).slice(0, need - comeBack.length);
  const shares = shareOut(
    need - comeBack.length - come.length,
    groups.map((group) => group.count),
  );
  const fresh = new Map(groups.map(({ name }, index) => [name, shares[index] ?? 0]));
  return { leave: [], comeBack, come, fresh };
}
