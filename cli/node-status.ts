import { type NodeStateAnswer, nodeState, nodeStates, unencryptedNodes } from '../protocol/client/api.ts';
import type { RestClient } from '../protocol/client/rest-client.ts';
import { withClient } from './connection/with-client.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from './options/connection.ts';
import { printable } from './output/printable.ts';
import { defineCommand } from './program/command.ts';
import { EXIT } from './program/exit-codes.ts';

export const nodeStatus = defineCommand({
  description: `Prints the name of each node, a tab, and its availability; a server in the documented dialect knows up and
down instead of available and unavailable. Nodes that are connected without encryption to push-harness serve
--allow-unencrypted are marked: unencrypted. The exit code is 1 when a node that was named is not known.

${CONNECTION_HELP}`,
  arguments: [
    { name: '[node...]', about: 'nodes to ask about; all that the server lists, when none is named' },
  ],
  options: CONNECTION_OPTIONS,
  examples: [
    { about: 'all nodes', line: 'node status' },
    { about: 'two nodes', line: 'node status web1 web2' },
  ],
  run: (surroundings, options, names) =>
    withClient(surroundings, options, async (client) => {
      const { output } = surroundings;
      let exitCode: 0 | 1 = EXIT.done;
      const states = await statesOf(client, names);
      const unencrypted = await unencryptedNodes(client);
      for (const { name, state } of states) {
        if (state === undefined) {
          exitCode = EXIT.failed;
          output.remark(`The server has never seen a node ${printable(name)}; check the name.`);
          continue;
        }
        const word = state.availability ?? state.status ?? 'unknown';
        const mark = unencrypted.has(name) ? '\tunencrypted' : '';
        output.answer(`${printable(name)}\t${printable(word)}${mark}`);
        output.record({
          node: name,
          availability: state.availability,
          status: state.status,
          ...(unencrypted.has(name) && { unencrypted: true }),
          ...(state.updatedAtMs !== undefined && { updated_at: new Date(state.updatedAtMs).toISOString() }),
        });
      }
      return exitCode;
    }),
});

interface NamedState {
  readonly name: string;
  readonly state: NodeStateAnswer | undefined;
}

async function statesOf(client: RestClient, names: readonly string[]): Promise<readonly NamedState[]> {
  if (names.length === 0) return (await nodeStates(client)).map((state) => ({ name: state.name, state }));
  return Promise.all(names.map(async (name) => ({ name, state: await nodeState(client, name) })));
}
