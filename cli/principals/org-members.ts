import { associateUser, dissociateUser } from '../../protocol/client/api.ts';
import type { RestClient } from '../../protocol/client/rest-client.ts';
import { withClient } from '../connection/with-client.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from '../options/connection.ts';
import { type AnyCommand, defineCommand } from '../program/command.ts';
import { EXIT } from '../program/exit-codes.ts';

interface Change {
  readonly word: 'add' | 'remove';
  /** Ends the sentence that follows the name. */
  readonly done: string;
  apply(client: RestClient, user: string): Promise<void>;
}

const STAYS = `The user stays on the server, and in the organisation's
groups, but users. One in the group admins has to be taken out of it first.`;

/** `push-harness org add USER…`, or `remove` */
function changeMembers(change: Change): AnyCommand {
  return defineCommand({
    description: `Changes the organisation of --org. ${change.word === 'remove' ? STAYS : ''}

${CONNECTION_HELP}`,
    arguments: [{ name: '<user...>', about: `users to ${change.word}` }],
    options: CONNECTION_OPTIONS,
    examples: [{ about: `${change.word} a user`, line: `org ${change.word} rebecca --org staging` }],
    run: (surroundings, options, names) =>
      withClient(surroundings, options, async (client) => {
        for (const name of names) {
          await change.apply(client, name);
          surroundings.output.record({ org: client.org, [change.word]: name });
          surroundings.output.remark(`${name}: ${change.done} the organisation ${client.org}.`);
        }
        return EXIT.done;
      }),
  });
}

export const orgAdd = changeMembers({ word: 'add', done: 'now in', apply: associateUser });
export const orgRemove = changeMembers({ word: 'remove', done: 'no longer in', apply: dissociateUser });
