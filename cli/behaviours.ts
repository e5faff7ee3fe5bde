import { defineCommand } from './program/command.ts';
import { EXIT } from './program/exit-codes.ts';

export const behaviours = defineCommand({
  description: 'Lists what a virtual node can be made to do, with its settings and their defaults.',
  options: {},
  examples: [{ about: 'all behaviours', line: 'behaviours' }],
  async run({ output }) {
    const { BEHAVIOURS } = await import('../simulator/behaviours/index.ts');
    const widest = Math.max(...BEHAVIOURS.map(({ name }) => name.length));
    const { paint } = output.stdout;
    for (const { name, summary, defaults } of BEHAVIOURS) {
      output.answer(`${paint('title', name.padEnd(widest))}  ${summary}`);
      const settings = Object.entries(defaults).map(
        ([setting, value]) => `${setting}=${JSON.stringify(value)}`,
      );
      if (settings.length > 0) {
        output.answer(`${' '.repeat(widest)}  ${paint('quiet', settings.join(' '))}`);
      }
      output.record({ name, summary, defaults });
    }
    return EXIT.done;
  },
});
