import { withClient } from '../connection/with-client.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from '../options/connection.ts';
import { printable } from '../output/printable.ts';
import { type AnyCommand, defineCommand } from '../program/command.ts';
import { EXIT } from '../program/exit-codes.ts';
import type { Kind } from './kinds.ts';

/** `push-harness KIND list` */
export function listCommand(kind: Kind): AnyCommand {
  return defineCommand({
    description: CONNECTION_HELP,
    options: CONNECTION_OPTIONS,
    examples: [{ about: `the names of all ${kind.noun}s`, line: `${kind.word} list` }],
    run: (surroundings, options) =>
      withClient(surroundings, options, async (client) => {
        for (const name of await kind.names(client)) {
          surroundings.output.answer(printable(name));
          surroundings.output.record({ name });
        }
        return EXIT.done;
      }),
  });
}
