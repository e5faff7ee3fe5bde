import { defineCommand } from '../program/command.ts';
import { FLEET_OPTION, WHO_HELP } from './fleet-option.ts';

export const fleetFault = defineCommand({
  description: `Has a fault of the network begin in a fleet that runs, for a time or until it is ended by off. It is one of the faults of the fleet
file, by its name: one that has by_hand: true there waits for this command alone. Messages above the encryption can be lost, late
or doubled without any fault in the file, in the words of fleet files, of all nodes or of those that nodes= names. fleet status lists
faults, and which are on.

With nodes=WHO: ${WHO_HELP}`,
  arguments: [
    { name: '<name>', about: 'of a fault, or messages' },
    { name: '[words...]', about: 'for 30s, off, or options of messages' },
  ],
  options: FLEET_OPTION,
  examples: [
    { about: 'a fault of the file, for half a minute', line: 'fleet fault far-away for 30s' },
    { about: 'ends it', line: 'fleet fault far-away off' },
    {
      about: 'half of the commits to a tenth of the nodes are lost',
      line: 'fleet fault messages types=commit lose=50 nodes=10% for 1m',
    },
  ],
  async run(around, { fleet }, words) {
    const { REQUESTS } = await import('./requests.ts');
    const request = REQUESTS.fault(words);
    const { tellFleet } = await import('./tell-fleet.ts');
    return tellFleet(around, fleet, request);
  },
});
