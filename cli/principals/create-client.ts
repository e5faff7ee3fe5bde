import { createClient } from '../../protocol/client/api.ts';
import { withClient } from '../connection/with-client.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from '../options/connection.ts';
import { defineCommand } from '../program/command.ts';
import { EXIT } from '../program/exit-codes.ts';
import { createWithKey, KEY_OPTIONS } from './key-choice.ts';

export const clientCreate = defineCommand({
  description: `A client is how a node is known to the server: its name is the node's name. The server draws a new key pair and
keeps the public half: the private key is shown this once.

${CONNECTION_HELP}`,
  arguments: [{ name: '<name>', about: 'name of the client, which is the name of its node' }],
  options: { ...KEY_OPTIONS, ...CONNECTION_OPTIONS },
  examples: [{ about: 'let a node in', line: 'client create web1 --key-out web1.pem' }],
  run: (surroundings, options, [name = '']) =>
    withClient(surroundings, options, async (client) => {
      await createWithKey(surroundings, { noun: 'client', name }, options, (key) =>
        createClient(client, { name, ...key }),
      );
      return EXIT.done;
    }),
});
