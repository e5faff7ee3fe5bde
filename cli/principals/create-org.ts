import { createOrganisation } from '../../protocol/client/api.ts';
import { withClient } from '../connection/with-client.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from '../options/connection.ts';
import { defineCommand } from '../program/command.ts';
import { EXIT } from '../program/exit-codes.ts';

export const orgCreate = defineCommand({
  description: `Made by an admin of any organisation, who becomes an admin of the new one, or by the superuser pivotal.

${CONNECTION_HELP}`,
  arguments: [
    { name: '<name>', about: 'name of the organisation, as in URLs' },
    { name: '[full-name]', about: 'name for people' },
  ],
  options: CONNECTION_OPTIONS,
  examples: [{ about: 'make an organisation', line: 'org create staging "The staging machines"' }],
  run: (surroundings, options, [name = '', fullName]) =>
    withClient(surroundings, options, async (client) => {
      await createOrganisation(client, name, fullName);
      surroundings.output.record({ name });
      surroundings.output.remark(`Made the organisation ${name}.`);
      return EXIT.done;
    }),
});
