import { defineCommand } from './program/command.ts';
import { EXIT } from './program/exit-codes.ts';

export const behaviours = defineCommand({
  description:
    'Lists what a virtual node can be made to do, with its settings, their defaults, and the words that a setting can have.',
  options: {},
  examples: [{ about: 'all behaviours', line: 'behaviours' }],
  async run({ output }) {
    const { BEHAVIOURS } = await import('../simulator/behaviours/index.ts');
    const widest = Math.max(...BEHAVIOURS.map(({ name }) => name.length));
    const { paint } = output.stdout;
    for (const { name, summary, defaults, choices } of BEHAVIOURS) {
      output.answer(`${paint('title', name.padEnd(widest))}  ${summary}`);
      const settings = Object.entries(defaults).map(
        ([setting, value]) => `${setting}=${JSON.stringify(value)}`,
      );
      if (settings.length > 0) {
        output.answer(`${' '.repeat(widest)}  ${paint('quiet', settings.join(' '))}`);
      }
      for (const [setting, words] of Object.entries(choices)) {
        if (words === undefined) continue;
        const each = Array.isArray(defaults[setting as keyof typeof defaults]) ? 'a list of' : 'one of';
        output.answer(`${' '.repeat(widest)}  ${paint('quiet', `${setting}: ${each} ${words.join(', ')}`)}`);
      }
      output.record({ name, summary, defaults, choices });
    }
    return EXIT.done;
  },
});
