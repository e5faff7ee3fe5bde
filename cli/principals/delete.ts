import { withClient } from '../connection/with-client.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from '../options/connection.ts';
import { type AnyCommand, defineCommand } from '../program/command.ts';
import { EXIT } from '../program/exit-codes.ts';
import type { DeletableKind } from './kinds.ts';

/** `push-harness KIND delete NAME` */
export function deleteCommand(kind: DeletableKind): AnyCommand {
  return defineCommand({
    description: CONNECTION_HELP,
    arguments: [{ name: '<name>', about: `name of the ${kind.noun}` }],
    options: CONNECTION_OPTIONS,
    examples: [{ about: `delete a ${kind.noun}, without asking again`, line: `${kind.word} delete NAME` }],
    run: (surroundings, options, [name = '']) =>
      withClient(surroundings, options, async (client) => {
        await kind.remove(client, name);
        surroundings.output.record({ deleted: name });
        surroundings.output.remark(`Deleted the ${kind.noun} ${name}.`);
        return EXIT.done;
      }),
  });
}
