import { createUser } from '../../protocol/client/api.ts';
import { withClient } from '../connection/with-client.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from '../options/connection.ts';
import { defineCommand } from '../program/command.ts';
import { EXIT } from '../program/exit-codes.ts';
import { createWithKey, KEY_OPTIONS } from './key-choice.ts';

export const userCreate = defineCommand({
  description: `Users belong to the server; push-harness org add makes them members of an organisation. The server draws a new
key pair and keeps the public half: the private key is shown this once.

${CONNECTION_HELP}`,
  arguments: [{ name: '<name>', about: 'name of the user' }],
  options: { ...KEY_OPTIONS, ...CONNECTION_OPTIONS },
  examples: [
    { about: 'make a user with a key of her own', line: 'user create rebecca --key-out rebecca.pem' },
    { about: 'and make her one of the organisation', line: 'org add rebecca' },
  ],
  run: (surroundings, options, [name = '']) =>
    withClient(surroundings, options, async (client) => {
      await createWithKey(surroundings, { noun: 'user', name }, options, (key) =>
        createUser(client, { name, ...key }),
      );
      return EXIT.done;
    }),
});
