import { defineCommand } from '../program/command.ts';
import { FLEET_OPTION, GROUP_OPTION, WHO_HELP } from './fleet-option.ts';

export const fleetBehave = defineCommand({
  description: `Has nodes of a fleet that runs behave otherwise from now on, in place of what they did before: healthy makes them well again.
Options stand behind their behaviour; push-harness behaviours lists both.

${WHO_HELP}`,
  arguments: [
    { name: '<who>', about: 'which nodes' },
    { name: '<behaviour...>', about: 'what they do, with options: slow delayMs=5000' },
  ],
  options: { ...GROUP_OPTION, ...FLEET_OPTION },
  examples: [
    { about: 'a twentieth of the nodes becomes slow', line: 'fleet behave 5% slow delayMs=5000' },
    { about: 'ten nodes of a group are well again', line: 'fleet behave 10 healthy --group web' },
  ],
  async run(around, { fleet, group }, words) {
    const { REQUESTS } = await import('./requests.ts');
    const request = REQUESTS.behave(words, group);
    const { tellFleet } = await import('./tell-fleet.ts');
    return tellFleet(around, fleet, request);
  },
});
