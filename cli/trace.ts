import { readTrace } from '../protocol/client/feed-reader.ts';
import { withClient } from './connection/with-client.ts';
import { CONNECTION_HELP, CONNECTION_OPTIONS } from './options/connection.ts';
import { defineCommand } from './program/command.ts';
import { CheckFailed, Interrupted } from './program/errors.ts';
import { entryPrinter, printDropped } from './trace/trace-to.ts';

export const trace = defineCommand({
  description: `Follows what a push-harness server on this machine receives and sends, from now on, until interrupted: every message
and request of these nodes (without names: of all), in and out, with the verdict on it, and why it was refused. Secrets
are hidden. The user must be an administrator of the organisation, or the superuser, who sees also what is of none.

Until somebody follows, the server does no work for it. Who reads too slowly misses entries, and is told how many.

${CONNECTION_HELP}`,
  arguments: [{ name: '[node...]', about: 'names of nodes' }],
  options: CONNECTION_OPTIONS,
  examples: [
    { about: 'see what the push client of web1 says, and what the server makes of it', line: 'trace web1' },
    { about: 'the same for a program, one JSON object a line', line: 'trace web1 --json' },
  ],
  endsInOrder: true,
  run: (surroundings, options, nodes) =>
    withClient(surroundings, options, async (client) => {
      const { output, signal } = surroundings;
      const whose = nodes.length === 0 ? `organisation ${client.org}` : nodes.join(', ');
      const print = entryPrinter(output);
      let isFollowing = false;
      for await (const { event, data } of readTrace(client, nodes, { signal })) {
        if (event === 'entry') print(data);
        else if (event === 'dropped') printDropped(output, data.count);
        else if (event === 'following') {
          output.remark(
            isFollowing
              ? 'The connection was lost and is back; what passed meanwhile is not shown.'
              : `Following the trace of ${whose} at ${client.serverUrl}; Ctrl-C ends it.`,
          );
          isFollowing = true;
        }
      }
      if (signal.aborted) throw new Interrupted('Interrupted');
      throw new CheckFailed('The server ended the trace and asked for no reconnect; try again later.');
    }),
});
