import { defineCommand } from '../program/command.ts';
import { UsageError } from '../program/errors.ts';
import { FLEET_OPTION } from './fleet-option.ts';

export const fleetScale = defineCommand({
  description: `Has nodes of a fleet that runs come or leave until there are so many of them, or so many more or fewer (+50, -50), in all or in
one group. Who came last leaves first; who left last comes back first, then come nodes of the plan, then new ones. Without a group
all groups keep their proportions. Jobs of the fleet file go to the nodes that are there by then.

By hand goes before the stages of a fleet file: the plan's nodes neither come nor leave until its next stage begins; then the fleet goes
to what the plan has at that time.`,
  arguments: [{ name: '<words...>', about: '[GROUP] and the number: 300, +50, -50' }],
  options: FLEET_OPTION,
  examples: [
    { about: 'three hundred nodes', line: 'fleet scale 300' },
    { about: 'fifty more', line: 'fleet scale +50' },
    { about: 'twenty fewer in one group', line: 'fleet scale slow -20' },
  ],
  async run(around, { fleet }, words) {
    const number = words.at(-1) ?? '';
    const [group, ...others] = words.slice(0, -1);
    if (!/^[+-]?\d{1,6}$/.test(number))
      throw new UsageError(
        `The number of nodes is '${number}'; give one such as 300, +50 or -50, behind the group where you name one.`,
      );
    if (others.length > 0)
      throw new UsageError(
        `push-harness fleet scale takes one group and a number, not '${words.join(' ')}'.`,
      );
    const { tellFleet } = await import('./tell-fleet.ts');
    return tellFleet(around, fleet, {
      act: 'scale',
      nodes: Number(number),
      relative: /^[+-]/.test(number),
      ...(group !== undefined && { group }),
    });
  },
});
