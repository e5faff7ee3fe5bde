import type { RawGroup } from './raw-fleet.ts';
import type { Complain } from './raw-parts.ts';

/** What groups share. */
export interface SharedNodes {
  /** Undefined where every group has a count. */
  readonly nodes: number | undefined;
  readonly groups: readonly RawGroup[];
}

/**
 * How many nodes each group has. Shares are rounded so that together they have all the nodes that they ask for; the
 * group with `percent: rest` has those that no other share asks for. Nodes that no group has are a problem.
 */
export function groupCounts(fleet: SharedNodes, complain: Complain): readonly number[] {
  const { nodes, groups } = fleet;
  const total = nodes ?? 0;
  const shares = sharesOf(fleet, complain);
  let percents = 0;
  const counts = groups.map(({ count }, index) => {
    const share = shares[index];
    if (share === undefined) return count ?? 0;
    const before = Math.round((total * percents) / 100);
    percents += share;
    return Math.round((total * percents) / 100) - before;
  });
  if (nodes === undefined) return counts;
  const shared = Math.round((total * percents) / 100);
  if (shares.every((share) => share === undefined))
    complain(['nodes'], `is ${nodes}, and no group has a percent of it: give groups percent, or remove it`);
  else if (shared < total)
    complain(
      ['groups'],
      `have ${percents} percent together, and ${total - shared} of ${total} nodes no group: give 100, or one group "percent: rest"`,
    );
  return counts;
}

/** The percent of each group; undefined for one that has a count. */
function sharesOf({ nodes, groups }: SharedNodes, complain: Complain): readonly (number | undefined)[] {
  const given = groups.reduce((sum, { percent }) => sum + (typeof percent === 'number' ? percent : 0), 0);
  if (given > 100) complain(['groups'], `have ${given} percent together: give 100 at most`);
  const rests = groups.flatMap(({ percent }, index) => (percent === 'rest' ? [index] : []));
  for (const index of rests.slice(1))
    complain(['groups', index, 'percent'], 'is rest a second time: one group can have the rest');
  return groups.map(({ count, percent }, index) => {
    if ((count === undefined) === (percent === undefined))
      complain(['groups', index], 'needs one of count and percent');
    if (percent === undefined) return undefined;
    if (nodes === undefined)
      complain(['groups', index, 'percent'], 'is a share of nothing: give the fleet nodes');
    return percent === 'rest' ? Math.max(0, 100 - given) : percent;
  });
}
