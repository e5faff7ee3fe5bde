import { defineCommand } from '../program/command.ts';
import { UsageError } from '../program/errors.ts';
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
  async run(around, { fleet, group }, [who = '', ...words]) {
    if (words.length === 0)
      throw new UsageError('push-harness fleet behave needs a behaviour behind the nodes.');
    const { BEHAVIOURS } = await import('../../simulator/behaviours/index.ts');
    const { behavioursIn } = await import('./read-words.ts');
    const behaviours = behavioursIn(words, BEHAVIOURS);
    const { tellFleet } = await import('./tell-fleet.ts');
    return tellFleet(around, fleet, {
      act: 'behave',
      who,
      behaviours,
      ...(group !== undefined && { group }),
    });
  },
});
