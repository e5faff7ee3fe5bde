import { createGroup } from '../../protocol/client/api.ts';
import { withClient } from '../connection/with-client.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from '../options/connection.ts';
import { defineCommand } from '../program/command.ts';
import { EXIT } from '../program/exit-codes.ts';

export const groupCreate = defineCommand({
  description: `Two groups decide who may do what: pushy_job_readers may read jobs and nodes, pushy_job_writers may start jobs. While
there is no such group, everybody in the organisation may read, and its admins may start.

${CONNECTION_HELP}`,
  arguments: [{ name: '<name>', about: 'name of the group' }],
  options: CONNECTION_OPTIONS,
  examples: [
    { about: 'let only some start jobs', line: 'group create pushy_job_writers' },
    { about: 'and say who', line: 'group add pushy_job_writers rebecca' },
  ],
  run: (surroundings, options, [name = '']) =>
    withClient(surroundings, options, async (client) => {
      await createGroup(client, name);
      surroundings.output.record({ name });
      surroundings.output.remark(`Made the group ${name}.`);
      return EXIT.done;
    }),
});
