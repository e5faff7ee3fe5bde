import { defineCommand } from '../program/command.ts';
import { FLEET_OPTION, GROUP_OPTION, WHO_HELP } from './fleet-option.ts';

export const fleetKill = defineCommand({
  description: `Ends the processes of nodes of a fleet that runs, without a word to the server, as an event kill of a fleet file does. With a time
they come back after it, as another incarnation; without one they stay away until the fleet is scaled up. Jobs go to them all the same.

${WHO_HELP}`,
  arguments: [
    { name: '<who>', about: 'which nodes' },
    { name: '[for...]', about: 'for 30s: how long they are away' },
  ],
  options: { ...GROUP_OPTION, ...FLEET_OPTION },
  examples: [
    { about: 'a tenth of the nodes for half a minute', line: 'fleet kill 10% for 30s' },
    { about: 'a group, for good', line: 'fleet kill web' },
  ],
  async run(around, { fleet, group }, words) {
    const { REQUESTS } = await import('./requests.ts');
    const request = REQUESTS.kill(words, group);
    const { tellFleet } = await import('./tell-fleet.ts');
    return tellFleet(around, fleet, request);
  },
});
