import type { RawFleet } from './raw-fleet.ts';
import type { Complain } from './raw-parts.ts';

/** How many nodes each group has. Shares are rounded so that together they have all the nodes that they ask for. */
export function groupCounts(raw: RawFleet, complain: Complain): readonly number[] {
  const total = raw.nodes ?? 0;
  let percents = 0;
  const counts = raw.groups.map(({ count, percent }, index) => {
    if ((count === undefined) === (percent === undefined))
      complain(['groups', index], 'needs one of count and percent');
    if (percent === undefined) return count ?? 0;
    if (raw.nodes === undefined)
      complain(['groups', index, 'percent'], 'is a share of nothing: give the fleet nodes');
    const before = Math.round((total * percents) / 100);
    percents += percent;
    return Math.round((total * percents) / 100) - before;
  });
  if (percents > 100) complain(['groups'], `have ${percents} percent together: give 100 at most`);
  if (raw.nodes !== undefined && percents === 0)
    complain(
      ['nodes'],
      `is ${raw.nodes}, and no group has a percent of it: give groups percent, or remove it`,
    );
  return counts;
}
