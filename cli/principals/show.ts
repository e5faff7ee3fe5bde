import { withClient } from '../connection/with-client.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from '../options/connection.ts';
import { printable } from '../output/printable.ts';
import { type AnyCommand, defineCommand } from '../program/command.ts';
import { CheckFailed } from '../program/errors.ts';
import { EXIT } from '../program/exit-codes.ts';
import type { Kind } from './kinds.ts';

/** `push-harness KIND show NAME` */
export function showCommand(kind: Kind): AnyCommand {
  return defineCommand({
    description: CONNECTION_HELP,
    arguments: [{ name: '<name>', about: `name of the ${kind.noun}` }],
    options: CONNECTION_OPTIONS,
    examples: [{ about: `what the server knows of a ${kind.noun}`, line: `${kind.word} show NAME` }],
    run: (surroundings, options, [name = '']) =>
      withClient(surroundings, options, async (client) => {
        const found = await kind.one(client, name);
        if (found === undefined) {
          throw new CheckFailed(
            `There is no ${kind.noun} '${name}'; push-harness ${kind.word} list shows those there are.`,
          );
        }
        const facts = Object.entries({ name, ...found }).map(
          ([fact, value]) => [wireName(fact), value] as const,
        );
        for (const [fact, value] of facts) surroundings.output.answer(factText(fact, value));
        surroundings.output.record(Object.fromEntries(facts));
        return EXIT.done;
      }),
  });
}

/** `publicKey` as the REST interface spells it: `public_key`. */
function wireName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** One line; a key keeps its own lines below its name. */
function factText(fact: string, value: unknown): string {
  const text = Array.isArray(value) ? value.join(' ') : String(value);
  const lines = text.trimEnd().split('\n').map(printable);
  return lines.length === 1 ? `${fact}: ${lines[0]}` : [`${fact}:`, ...lines].join('\n');
}
