import { defineCommand } from './program/command.ts';
import { EXIT } from './program/exit-codes.ts';

export const quirks = defineCommand({
  description: `Lists the quirks: where the shipped server and the shipped push client are wrong or odd, by name. serve --quirks gives
them to the reference server; conform and conform-client accept or reject them.`,
  options: {},
  examples: [
    { about: 'all quirks', line: 'quirks' },
    { about: 'a server that has two of them', line: 'serve --quirks html-errors,body-first' },
  ],
  async run({ output }) {
    const { CLIENT_QUIRKS, SERVER_QUIRKS } = await import('../protocol/quirks/catalogue.ts');
    const all = [...SERVER_QUIRKS, ...CLIENT_QUIRKS];
    const widest = Math.max(...all.map(({ name }) => name.length));
    const { paint } = output.stdout;
    for (const quirk of all) {
      const { name, of, weight, summary, isShared } = quirk;
      const marks = [of, weight, ...(isShared ? ['ours does the same'] : [])].join(', ');
      output.answer(`${paint('title', name.padEnd(widest))}  ${summary} ${paint('quiet', `(${marks})`)}`);
      output.record({ ...quirk });
    }
    return EXIT.done;
  },
});
