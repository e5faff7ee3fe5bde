import { type GroupMembers, group, saveGroup } from '../../protocol/client/api.ts';
import { withClient } from '../connection/with-client.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from '../options/connection.ts';
import { choice } from '../options/option-kinds.ts';
import { type AnyCommand, defineCommand } from '../program/command.ts';
import { CheckFailed } from '../program/errors.ts';
import { EXIT } from '../program/exit-codes.ts';

type MemberKind = keyof GroupMembers;

const KINDS: Readonly<Record<string, MemberKind>> = { user: 'users', client: 'clients', group: 'groups' };

interface Change {
  readonly word: 'add' | 'remove';
  /** Ends the sentence that follows the names. */
  readonly done: string;
  apply(members: readonly string[], names: readonly string[]): readonly string[];
}

const ADD: Change = {
  word: 'add',
  done: 'now in',
  apply: (members, names) => [...new Set([...members, ...names])],
};

const REMOVE: Change = {
  word: 'remove',
  done: 'no longer in',
  apply: (members, names) => members.filter((member) => !names.includes(member)),
};

/** `push-harness group add GROUP NAME…`, or `remove` */
function changeMembers(change: Change): AnyCommand {
  return defineCommand({
    description: CONNECTION_HELP,
    arguments: [
      { name: '<group>', about: 'name of the group' },
      { name: '<name...>', about: `whom to ${change.word}` },
    ],
    options: {
      memberKind: {
        kind: choice(['user', 'client', 'group']),
        value: 'kind',
        about: 'what the names are: user, client or group',
        default: 'user',
      },
      ...CONNECTION_OPTIONS,
    },
    examples: [
      { about: `${change.word} a user`, line: `group ${change.word} pushy_job_writers rebecca` },
      {
        about: `${change.word} two clients`,
        line: `group ${change.word} pushy_job_readers web1 web2 --member-kind client`,
      },
    ],
    run: (surroundings, options, [name = '', ...names]) =>
      withClient(surroundings, options, async (client) => {
        const members = await group(client, name);
        if (members === undefined) {
          throw new CheckFailed(`There is no group '${name}'; push-harness group create ${name} makes it.`);
        }
        const kind = KINDS[options.memberKind] ?? 'users';
        const changed = { ...members, [kind]: change.apply(members[kind], names) };
        await saveGroup(client, name, changed);
        surroundings.output.record({ name, ...changed });
        surroundings.output.remark(`${names.join(', ')}: ${change.done} the group ${name}.`);
        return EXIT.done;
      }),
  });
}

export const groupAdd = changeMembers(ADD);
export const groupRemove = changeMembers(REMOVE);
