import { defineCommand } from '../program/command.ts';
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
    const { REQUESTS } = await import('./requests.ts');
    const request = REQUESTS.scale(words);
    const { tellFleet } = await import('./tell-fleet.ts');
    return tellFleet(around, fleet, request);
  },
});
