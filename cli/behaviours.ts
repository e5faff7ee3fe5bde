import { defineCommand } from './program/command.ts';
import { EXIT } from './program/exit-codes.ts';

export const behaviours = defineCommand({
  description: `Lists what a virtual node can be made to do, with its options: their defaults, what they mean with their units, and the
values that they may have.`,
  options: {},
  examples: [
    { about: 'all behaviours', line: 'behaviours' },
    { about: 'the same for a program, an object a line', line: 'behaviours --json' },
  ],
  async run({ output }) {
    const { BEHAVIOURS } = await import('../simulator/behaviours/index.ts');
    const { legalValues } = await import('../simulator/behaviours/legal-values.ts');
    const widest = Math.max(...BEHAVIOURS.map(({ name }) => name.length));
    const { paint } = output.stdout;
    const indent = ' '.repeat(widest + 2);
    for (const behaviour of BEHAVIOURS) {
      const { name, summary, defaults, choices, limits, meanings } = behaviour;
      output.answer(`${paint('title', name.padEnd(widest))}  ${summary}`);
      for (const [option, byDefault] of Object.entries(defaults)) {
        output.answer(`${indent}${option}=${JSON.stringify(byDefault)}  ${meanings[option]}`);
        output.answer(`${indent}  ${paint('quiet', `Give ${legalValues(behaviour, option)}.`)}`);
      }
      output.record({ name, summary, defaults, choices, limits, meanings });
    }
    return EXIT.done;
  },
});
